import type { Hex } from 'viem';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import { packageOrigin } from '../packages/packageOrigin.ts';
import { readPackageArtifact } from '../packages/readPackageArtifact.ts';
import { placeContract } from '../recipes/placeContract.ts';
import type { Protocol } from '../types.ts';

/** The two builds differ in the 32 bytes of the metadata hash alone, which the compiler takes from the source file's path and comments. */
const packageMetadata = '65e46f67b61c7c2ca43a3eacf670bec034e3618634abe6c16bb0cb1d8d7bc669';
const mainnetMetadata = 'deb4c2ccab3c2fdca32ab3f46728389c2fe2c165d5fafa07661e4e004f6c344a';

/** WETH9, with the metadata hash of the build that stands on mainnet. */
export const weth: Protocol = {
  name: 'weth',
  async build(node) {
    const artifact = await readPackageArtifact('canonical-weth', 'build/contracts/WETH9.json');
    const bytecode = artifact.bytecode.replace(packageMetadata, mainnetMetadata) as Hex;
    const codeHash = await placeContract(node, { name: 'WETH9', address: mainnet.weth, bytecode });
    const origin = await packageOrigin('canonical-weth');
    return [{ name: 'WETH9', address: mainnet.weth, source: 'exact', codeHash, origin }];
  },
};

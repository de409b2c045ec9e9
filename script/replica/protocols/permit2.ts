import { readFile } from 'node:fs/promises';
import { bytesToHex } from 'viem';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import { packageOrigin } from '../packages/packageOrigin.ts';
import { packagePath } from '../packages/packagePath.ts';
import { placeContract } from '../recipes/placeContract.ts';
import type { Protocol } from '../types.ts';

/** Permit2. Its domain separator is a constant in its code, so the hash is mainnet's only because the chain id is 1. */
export const permit2: Protocol = {
  name: 'permit2',
  async build(node) {
    const creation = await readFile(packagePath('hardhat-predeploy', `bin/${mainnet.permit2}.bytecode`));
    const placement = { name: 'Permit2', address: mainnet.permit2, bytecode: bytesToHex(creation) };
    const codeHash = await placeContract(node, placement);
    const origin = await packageOrigin('hardhat-predeploy');
    return [{ name: 'Permit2', address: mainnet.permit2, source: 'exact', codeHash, origin }];
  },
};

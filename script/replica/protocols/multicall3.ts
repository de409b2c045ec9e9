import { pathToFileURL } from 'node:url';
import type { Hex } from 'viem';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import { packageOrigin } from '../packages/packageOrigin.ts';
import { packagePath } from '../packages/packagePath.ts';
import { placeContract } from '../recipes/placeContract.ts';
import type { Protocol } from '../types.ts';

const note = 'The same source and compiler as on mainnet, with other optimiser settings.';

/** Multicall3, which viem carries for chains that lack it. */
export const multicall3: Protocol = {
  name: 'multicall3',
  async build(node) {
    const constants = pathToFileURL(packagePath('viem', '_esm/constants/contracts.js')).href;
    const { multicall3Bytecode } = (await import(constants)) as { multicall3Bytecode: Hex };
    const placement = { name: 'Multicall3', address: mainnet.multicall3, bytecode: multicall3Bytecode };
    const codeHash = await placeContract(node, placement);
    const origin = await packageOrigin('viem');
    return [{ name: 'Multicall3', address: mainnet.multicall3, source: 'code', codeHash, origin, note }];
  },
};

import { parseEther } from 'viem';
import { buildLidoModel } from '../models/lido/buildLidoModel.ts';
import { buildLidoOverlay } from '../models/lido/buildLidoOverlay.ts';
import { lidoGenesis } from '../models/lido/lidoGenesis.ts';
import { mintWstEth } from '../recipes/mintWstEth.ts';
import type { Protocol } from '../types.ts';

/** Staked by each development account when the replica starts. */
const stakedEachEthWei = parseEther('1500');

/**
 * Lido: stETH, wstETH and the withdrawal queue. A model, or the real code where the user brought a recording of it. Every development account
 * gets wstETH by staking.
 */
export const lidoProtocol: Protocol = {
  name: 'lido',
  async build(node, { overlay }) {
    const entries =
      overlay === undefined ? await buildLidoModel(node, lidoGenesis) : await buildLidoOverlay(node, overlay);
    for (const { address } of Object.values(node.accounts)) await mintWstEth(node, address, stakedEachEthWei);
    return entries;
  },
};

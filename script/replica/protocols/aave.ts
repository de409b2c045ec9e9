import { buildAaveArtifacts } from '../aave/buildAaveArtifacts.ts';
import { configureAave } from '../aave/configureAave.ts';
import { initReserve } from '../aave/initReserve.ts';
import { placeAave } from '../aave/placeAave.ts';
import { seedAave } from '../aave/seedAave.ts';
import { packageOrigin } from '../packages/packageOrigin.ts';
import type { Protocol } from '../types.ts';

/**
 * Aave v3.6's core market with WETH and wstETH reserves, e-mode 1 and other people's positions. It needs WETH9, Lido and the feeds in place, and
 * forge's artifacts of the replica's models.
 */
export const aaveProtocol: Protocol = {
  name: 'aave',
  async build(node) {
    const { InitializableImmutableAdminUpgradeabilityProxy: proxy } = await buildAaveArtifacts();
    const origin = await packageOrigin('@aave-dao/aave-v3-origin');
    const contracts = await placeAave(node);
    // WETH first: reserves are numbered in the order of listing, and the bitmaps go by these numbers.
    const weth = await initReserve(node, 'weth', proxy, origin);
    const wstEth = await initReserve(node, 'wsteth', proxy, origin);
    await configureAave(node);
    await seedAave(node);
    return [...contracts, ...weth, ...wstEth];
  },
};

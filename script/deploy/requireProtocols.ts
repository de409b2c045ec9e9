import type { PublicClient } from 'viem';
import { KeeperError } from '../../keeper/core/errors.ts';
import { mainnet } from '../../keeper/protocols/mainnet.ts';

const needed = {
  wstETH: mainnet.wstEth,
  'Aave v3': mainnet.aavePool,
  'the wstETH/WETH pool': mainnet.wstEthWethPool,
  'the stETH/ETH feed': mainnet.stEthEthFeed,
  'Lido’s withdrawal queue': mainnet.withdrawalQueue,
  Permit2: mainnet.permit2,
};

/**
 * Makes sure that the node carries what a wstETH vault is built on; without it the deployment would fail in the middle, with an error that
 * explains nothing.
 *
 * @throws KeeperError `stop` that names what is missing
 */
export async function requireProtocols(client: PublicClient): Promise<void> {
  for (const [what, address] of Object.entries(needed)) {
    const code = await client.getCode({ address });
    if (code !== undefined) continue;
    throw new KeeperError(
      `The node does not carry ${what} at ${address}. Deploy to mainnet, to a fork of it, or to the replica (\`npx ballast replica\`).`,
      { kind: 'stop', facts: { address } },
    );
  }
}

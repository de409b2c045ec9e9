import { erc20Abi, type PublicClient, parseAbi } from 'viem';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import type { Sender } from './createSender.ts';

/**
 * Brings a development account's wstETH up to an amount by staking its ETH with Lido, which works on the replica and on a fork alike.
 *
 * @param amount wstETH wei that the account shall have at least
 */
export async function stakeIfShort(client: PublicClient, sender: Sender, amount: bigint): Promise<void> {
  const token = { address: mainnet.wstEth, abi: erc20Abi } as const;
  const balance = await client.readContract({ ...token, functionName: 'balanceOf', args: [sender.address] });
  if (balance >= amount) return;
  const abi = parseAbi(['function getStETHByWstETH(uint256 wstEth) view returns (uint256)']);
  const missing = amount - balance;
  const eth = await client.readContract({
    address: mainnet.wstEth,
    abi,
    functionName: 'getStETHByWstETH',
    args: [missing],
  });
  // Shares are rounded down twice on the way; a few wei more make up for it.
  await sender.pay(mainnet.wstEth, eth + 10n);
}

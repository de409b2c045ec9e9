import { erc20Abi, maxUint256, parseEther } from 'viem';
import { lstVaultAbi } from '../../../keeper/abi/lstVault.gen.ts';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import { createSender } from '../../../script/deploy/createSender.ts';
import { stakeIfShort } from '../../../script/deploy/stakeIfShort.ts';
import type { ScenarioVault } from '../../support/scenarioVault.ts';

const stake = parseEther('10');

/** A stranger with 10 wstETH who tries to gain by entering and leaving at the right moment. */
export async function createStranger({ client, rpcUrl, accounts, vault }: ScenarioVault) {
  const sender = createSender(client, rpcUrl, accounts.stranger);
  const self = sender.address;
  await stakeIfShort(client, sender, stake);
  await sender.send({ to: mainnet.wstEth, abi: erc20Abi, functionName: 'approve', args: [vault, maxUint256] });
  const send = (functionName: string, args: readonly unknown[]) =>
    sender.send({ to: vault, abi: lstVaultAbi, functionName, args });
  const read = (functionName: 'maxDeposit' | 'maxRedeem' | 'balanceOf') =>
    client.readContract({ address: vault, abi: lstVaultAbi, functionName, args: [self] });
  const token = { address: mainnet.wstEth, abi: erc20Abi } as const;
  return {
    /** wstETH, wei. */
    wealth: () => client.readContract({ ...token, functionName: 'balanceOf', args: [self] }),
    shares: () => read('balanceOf'),
    /** Deposits it all if the vault takes it. */
    enter: async (): Promise<boolean> => {
      if ((await read('maxDeposit')) === 0n) return false;
      await send('deposit', [stake, self]);
      return true;
    },
    /** Has the vault read its strategies, so that the next entry goes by what it stores. */
    sync: () => send('sync', []),
    /** Redeems all that can be redeemed now. */
    leave: async (): Promise<void> => {
      const shares = await read('maxRedeem');
      if (shares > 0n) await send('redeem', [shares, self, self]);
    },
  };
}

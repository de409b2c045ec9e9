import { erc20Abi, maxUint256 } from 'viem';
import { expect } from 'vitest';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import type { ScenarioVault } from '../../support/scenarioVault.ts';
import { readPosition } from './readPosition.ts';
import { type BatchAction, type BatchResult, operation, rebalanceAs } from './rebalanceAs.ts';

/** Whoever stole the keeper's key: what he sends, without any bound of the caller, and what must be true where it is refused. */
export function createThief(on: ScenarioVault) {
  const held = () => {
    const args = [on.accounts.keeper.address] as const;
    return on.client.readContract({ address: mainnet.wstEth, abi: erc20Abi, functionName: 'balanceOf', args });
  };
  return {
    steal: (actions: readonly BatchAction[], terms = {}) => rebalanceAs(on, on.accounts.keeper, actions, terms),
    /** Lever up by so much WETH, wei. */
    up: (ethWei: bigint) => operation('leverUp', ethWei, 0n),
    /** Lever down by so much WETH, wei. */
    down: (ethWei: bigint) => operation('leverDown', ethWei, maxUint256),
    /** wstETH that he holds, wei. */
    held,
    /** The attack reverts with the error, and the vault is as it was but for interest. */
    expectRefused: async (attack: () => Promise<BatchResult>, error: RegExp): Promise<void> => {
      const [before, heldBefore] = [await readPosition(on), await held()];
      const result = await attack();
      expect(result.reason, `${result.status}`).toMatch(error);
      const after = await readPosition(on);
      expect([after.collateral >= before.collateral, after.idle, after.batches]).toEqual([
        true,
        before.idle,
        before.batches,
      ]);
      expect(await held()).toBe(heldBefore);
    },
  };
}

import { isAddressEqual, zeroAddress } from 'viem';
import { z } from 'zod';
import { addressSchema } from '../../../keeper/config/addressSchema.ts';
import { KeeperError } from '../../../keeper/core/errors.ts';
import { eigenAbi } from '../models/eigenlayer/eigenAbis.ts';
import { eigenAddresses as at } from '../models/eigenlayer/eigenAddresses.ts';
import { impersonate } from '../recipes/impersonate.ts';
import { mined } from '../recipes/mined.ts';
import type { ReplicaNode, Scenario, ScenarioFacts } from '../types.ts';

const options = z.strictObject({
  staker: addressSchema.describe('who is undelegated, e.g. a restaking strategy'),
});

const delegation = { address: at.delegationManager, abi: eigenAbi } as const;

/**
 * Has a staker's operator undelegate it by force: all that it has restaked is queued for withdrawal.
 *
 * @throws KeeperError `stop` when the staker is delegated to nobody
 */
export async function eigenUndelegate(node: ReplicaNode, { staker }: z.output<typeof options>): Promise<ScenarioFacts> {
  const { client } = node;
  const operator = await client.readContract({ ...delegation, functionName: 'delegatedTo', args: [staker] });
  if (isAddressEqual(operator, zeroAddress)) {
    throw new KeeperError(`${staker} is delegated to nobody at EigenLayer. Name a staker that is.`, {
      kind: 'stop',
      facts: { staker },
    });
  }
  const undelegate = { ...delegation, functionName: 'undelegate', args: [staker], chain: null } as const;
  await impersonate(node, operator, (account) => mined(node, client.writeContract({ ...undelegate, account })));
  const roots = await client.readContract({ ...delegation, functionName: 'getQueuedWithdrawalRoots', args: [staker] });
  return { staker, operator, queuedWithdrawals: roots.length };
}

/** `ballast scenario eigen-undelegate --staker 0x…` */
export const eigenUndelegateScenario: Scenario<typeof options> = {
  name: 'eigen-undelegate',
  summary: 'have an operator of EigenLayer throw a staker out, which queues all that it restaked',
  options,
  run: eigenUndelegate,
};

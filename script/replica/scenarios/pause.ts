import { z } from 'zod';
import { configuratorAbi } from '../aave/aaveAbi.ts';
import { aaveAddresses as at } from '../aave/aaveAddresses.ts';
import { asPoolAdmin } from '../aave/asPoolAdmin.ts';
import { assetOption } from '../aave/assetOption.ts';
import { readReserve } from '../aave/readReserve.ts';
import { mined } from '../recipes/mined.ts';
import type { ReplicaNode, Scenario, ScenarioFacts } from '../types.ts';

const options = z.strictObject({
  asset: assetOption,
  paused: z.union([z.boolean(), z.stringbool()]).describe('true refuses every action on the reserve, false ends it'),
});

/** Pauses a reserve of Aave or ends its pause: while it lasts, repay, withdraw and liquidation are refused too. */
export async function pauseReserve(
  node: ReplicaNode,
  { asset, paused }: z.output<typeof options>,
): Promise<ScenarioFacts> {
  await asPoolAdmin(node, (account) =>
    mined(
      node,
      node.client.writeContract({
        address: at.configurator,
        abi: configuratorAbi,
        functionName: 'setReservePause',
        args: [at.assets[asset].underlying, paused],
        account,
        chain: null,
      }),
    ),
  );
  return { asset, paused: (await readReserve(node, asset)).paused };
}

/** `ballast scenario pause --asset wsteth --paused true` */
export const pauseScenario: Scenario<typeof options> = {
  name: 'pause',
  summary: 'pause a reserve of Aave (not even repayment), or end its pause',
  options,
  run: pauseReserve,
};

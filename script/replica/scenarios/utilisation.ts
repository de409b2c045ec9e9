import { z } from 'zod';
import { KeeperError } from '../../../keeper/core/errors.ts';
import { tokenAbi } from '../aave/aaveAbi.ts';
import { aaveAddresses } from '../aave/aaveAddresses.ts';
import { moveWhale, whale } from '../aave/moveWhale.ts';
import { planUtilisation } from '../aave/planUtilisation.ts';
import { readReserve } from '../aave/readReserve.ts';
import type { ReplicaNode, Scenario, ScenarioFacts } from '../types.ts';

const options = z.strictObject({
  bps: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .describe(
      'utilisation of the WETH reserve in basis points from 1 to 10000; 10000 leaves nothing to borrow or withdraw',
    ),
});

/**
 * Moves the WETH reserve of Aave to a utilisation: a whale borrows against wstETH of its own, or repays and supplies. Going back to where it was
 * takes the whale out again.
 *
 * @throws KeeperError `stop` when Aave would refuse, because WETH or wstETH is frozen, paused or without a loan-to-value
 */
export async function setUtilisation(node: ReplicaNode, { bps }: z.output<typeof options>): Promise<ScenarioFacts> {
  await assertOpen(node);
  const { weth } = aaveAddresses.assets;
  const ofWhale = (address: typeof weth.aToken | typeof weth.variableDebtToken) =>
    node.client.readContract({ address, abi: tokenAbi, functionName: 'balanceOf', args: [whale] });
  const [before, whaleDebt, whaleSupply] = await Promise.all([
    readReserve(node, 'weth'),
    ofWhale(weth.variableDebtToken),
    ofWhale(weth.aToken),
  ]);
  const { available, debt } = before;
  await moveWhale(node, planUtilisation({ available, debt, whaleDebt, whaleSupply, bps }));
  const after = await readReserve(node, 'weth');
  return {
    utilisationBpsBefore: before.utilisationBps,
    utilisationBps: after.utilisationBps,
    availableWei: after.available,
    borrowRateRay: after.borrowRateRay,
    supplyRateRay: after.supplyRateRay,
  };
}

async function assertOpen(node: ReplicaNode): Promise<void> {
  for (const asset of ['weth', 'wsteth'] as const) {
    const { frozen, paused, ltvBps } = await readReserve(node, asset);
    if (!frozen && !paused && (asset === 'weth' || ltvBps > 0)) continue;
    const state = paused ? 'paused' : frozen ? 'frozen' : 'without a loan-to-value';
    throw new KeeperError(
      `Utilisation is moved by a whale that supplies wstETH and borrows WETH, and ${asset} is ${state}. Move it first, or end that ` +
        `with \`ballast scenario ${paused ? 'pause' : 'freeze'} --asset ${asset} --${paused ? 'paused' : 'frozen'} false\`.`,
      { kind: 'stop', facts: { asset, frozen, paused, ltvBps } },
    );
  }
}

/** `ballast scenario utilisation --bps 10000` */
export const utilisationScenario: Scenario<typeof options> = {
  name: 'utilisation',
  summary: "pull WETH out of Aave's reserve, or put it back, up to a utilisation",
  options,
  run: setUtilisation,
};

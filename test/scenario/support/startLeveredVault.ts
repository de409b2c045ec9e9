import type { Memory } from '../../../keeper/core/memory.ts';
import type { BootOptions } from '../../../script/replica/bootReplica.ts';
import { type ScenarioVault, startScenarioVault } from '../../support/scenarioVault.ts';

/** A vault that the keeper has levered, and what it remembers of that. */
export type LeveredVault = ScenarioVault & { readonly memory: Memory };

/** The state in which a crisis meets the vault: levered by the keeper's own first tick, and seen by its second. */
export async function startLeveredVault(options: BootOptions = {}): Promise<LeveredVault> {
  const on = await startScenarioVault(options);
  const keeper = await on.startKeeper();
  const first = await keeper.tick();
  if (first.outcome.status !== 'confirmed') {
    await on.stop();
    throw new Error(`The keeper did not lever up: ${JSON.stringify(first.outcome)}`);
  }
  await keeper.tick();
  return { ...on, memory: keeper.memory };
}

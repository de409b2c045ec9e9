import type { Loop } from '../context.ts';
import type { StrategySnapshot } from '../snapshot.ts';

/** Whether this keeper can read the strategy's details as those of an Aave loop. */
export function isLoop(strategy: StrategySnapshot): strategy is StrategySnapshot & Loop {
  return strategy.details.kind === 'aave-v3-loop';
}

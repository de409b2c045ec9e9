import type { Scenario } from '../types.ts';
import { discountScenario } from './discount.ts';
import { eigenPauseScenario } from './eigenPause.ts';
import { eigenSlashScenario } from './eigenSlash.ts';
import { eigenUndelegateScenario } from './eigenUndelegate.ts';
import { eModeScenario } from './eMode.ts';
import { feedScenario } from './feed.ts';
import { freezeScenario } from './freeze.ts';
import { jumpScenario } from './jump.ts';
import { lidoQueueScenario } from './lidoQueue.ts';
import { lidoStakingScenario } from './lidoStaking.ts';
import { pauseScenario } from './pause.ts';
import { rebaseScenario } from './rebase.ts';
import { utilisationScenario } from './utilisation.ts';

/** Every scenario that `ballast scenario` offers, in the order in which help lists them. */
export const scenarios: readonly Scenario[] = [
  discountScenario,
  feedScenario,
  utilisationScenario,
  freezeScenario,
  pauseScenario,
  eModeScenario,
  rebaseScenario,
  lidoStakingScenario,
  lidoQueueScenario,
  eigenSlashScenario,
  eigenUndelegateScenario,
  eigenPauseScenario,
  jumpScenario,
];

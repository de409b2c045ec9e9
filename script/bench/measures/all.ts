import type { Measure } from '../types.ts';
import { aaveLeverage } from './aaveLeverage.ts';
import { keeperBlockToSigned } from './keeperBlockToSigned.ts';
import { keeperObservation } from './keeperObservation.ts';
import { replicaBoot } from './replicaBoot.ts';
import { startOnce } from './startOnce.ts';
import { vaultIdle } from './vaultIdle.ts';
import { vaultStrategies } from './vaultStrategies.ts';

/** Every measure, in the order in which they run: a new one is a file beside this and a line here. */
export const measures: readonly Measure[] = [
  vaultIdle,
  vaultStrategies,
  aaveLeverage,
  replicaBoot,
  startOnce,
  keeperObservation,
  keeperBlockToSigned,
];

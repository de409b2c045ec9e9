import type { Measure } from '../types.ts';
import { aaveLeverage } from './aaveLeverage.ts';
import { vaultIdle } from './vaultIdle.ts';
import { vaultOneStrategy } from './vaultOneStrategy.ts';

/** Every measure, in the order in which they run: a new one is a file beside this and a line here. */
export const measures: readonly Measure[] = [vaultIdle, vaultOneStrategy, aaveLeverage];

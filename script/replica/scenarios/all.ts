import type { Scenario } from '../types.ts';

/** Every scenario that `ballast scenario` offers, in the order in which help lists them. */
export const scenarios: readonly Scenario[] = [];

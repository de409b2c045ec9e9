import { maxUint256 } from '../math/units.ts';

/** The amount by which the strategy's `leverDown` understands "all that is owed", whatever has accrued by then. */
export const repayAll = maxUint256;

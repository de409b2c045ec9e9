import { bps } from '../math/units.ts';
import type { Policy } from '../policy.ts';
import type { VaultSnapshot } from '../snapshot.ts';

/** LST that stays idle for small withdrawals, wei. */
export function idleBuffer({ valuation }: VaultSnapshot, { idleBufferBps }: Policy['allocate']): bigint {
  return (valuation.navPar * idleBufferBps) / bps;
}

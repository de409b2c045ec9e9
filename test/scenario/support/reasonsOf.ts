import type { Entry } from '../../../keeper/record/types.ts';

/** Why a tick did what it did, one line a reason, as people read it. */
export function reasonsOf({ decision }: Entry): string {
  return (decision?.reasons ?? []).map(({ rule, verdict, text }) => `${rule} ${verdict}: ${text}`).join('\n');
}

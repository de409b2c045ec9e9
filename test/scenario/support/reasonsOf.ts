import type { Entry } from '../../../keeper/record/types.ts';

/** Why a tick did what it did, one line a reason, as people read it. */
export function reasonsOf({ decision, outcome }: Entry): string {
  const lines = (decision?.reasons ?? []).map(({ rule, verdict, text }) => `${rule} ${verdict}: ${text}`);
  return [...lines, ...('reason' in outcome ? [`${outcome.status}: ${outcome.reason}`] : [])].join('\n');
}

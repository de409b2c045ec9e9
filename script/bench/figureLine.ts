import type { Figure } from './types.ts';

/** A figure as one line of JSON, always with the same keys in the same order. */
export function figureLine({ name, value, unit, rival, goal, ok }: Figure): string {
  return JSON.stringify({ name, value, unit, rival, goal, ok });
}

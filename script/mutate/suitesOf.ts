import { suites } from './suites.ts';
import type { Suite } from './types.ts';

/** The tests that answer for a source file; none where nothing would be learned from mutating it. */
export function suitesOf(file: string): readonly Suite[] {
  return suites.find(({ files }) => files.test(file))?.suites ?? [];
}

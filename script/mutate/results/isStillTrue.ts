import type { Result } from '../types.ts';

/**
 * Whether a result need not be measured again. What tests killed stays killed while the mutated file is the same, since tests come and seldom go;
 * what survived may be killed by a new test.
 */
export function isStillTrue(result: Result | undefined, sourceDigest: string, testsDigest: string): result is Result {
  if (result === undefined || result.sourceDigest !== sourceDigest) return false;
  return result.kind !== 'survived' || result.testsDigest === testsDigest;
}

import { KeeperError } from '../../core/errors.ts';
import { toKeeperError } from '../output/toKeeperError.ts';

/** One line of the doctor's: what was looked at, how it is, and what to do where it is not well. */
export interface Check {
  readonly name: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly message: string;
  /** Whether a failed check may succeed later without anything being mended here. */
  readonly retry?: true;
}

/** Runs checks that belong together; an error becomes a failed check of that name, whose sentence already carries the remedy. */
export async function check(name: string, look: () => Promise<Check | readonly Check[]>): Promise<readonly Check[]> {
  try {
    const found = await look();
    return 'status' in found ? [found] : found;
  } catch (error) {
    const { shortMessage, kind } = error instanceof KeeperError ? error : toKeeperError(error);
    return [{ name, status: 'fail', message: shortMessage, ...(kind === 'retry' ? { retry: true } : {}) }];
  }
}

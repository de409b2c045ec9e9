import type { LocalAccount, PublicClient } from 'viem';
import type { Journal } from '../record/types.ts';
import type { Log } from '../runner/createLog.ts';
import type { ExecutionSettings, SigningPolicy } from './types.ts';

/** What executing needs. It exists only where the operator asked for a live run. */
export type ExecuteDeps = {
  readonly client: PublicClient;
  readonly account: LocalAccount;
  readonly journal: Journal;
  readonly policy: SigningPolicy;
  readonly settings: ExecutionSettings;
  readonly log: Log;
  /** Ends the following early; the transaction is found again at the next start. */
  readonly signal?: AbortSignal | undefined;
};

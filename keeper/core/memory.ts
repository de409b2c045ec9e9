import type { Address } from './hex.ts';

/**
 * What a timer needs and the chain does not tell, and nothing else. It is an input of the decision: recorded with it and hashed with it.
 *
 * Where it is missing, {@link emptyMemory} starts every timer anew, which is the safe side: the staking rate is the assumed one, no low carry
 * has lasted yet, and a vault that has run a batch before counts as having run it just now.
 */
export type Memory = {
  /** Redemption rates seen, oldest first, thinned and bounded. */
  readonly rateObservations: readonly RateObservation[];
  /** For each levered strategy whose carry is under the floor: since when, unix seconds. Sorted by address. */
  readonly lowCarrySince: readonly LowCarry[];
  /** The vault's nonce as last seen, and when it was first seen at that value. The chain tells by it whether a batch was carried out. */
  readonly lastBatch?: LastBatch;
};

export type RateObservation = { readonly timestamp: bigint; readonly parWad: bigint };
export type LowCarry = { readonly strategy: Address; readonly since: bigint };
export type LastBatch = { readonly nonce: bigint; readonly seenAt: bigint };

/** The memory of a keeper that has none. */
export const emptyMemory: Memory = { rateObservations: [], lowCarrySince: [] };

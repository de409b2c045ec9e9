import { gunzipSync } from 'node:zlib';
import { hexToBytes } from 'viem';
import type { ReplicaNode } from '../types.ts';

/** What anvil writes of a chain; only what is read here is spelled out. */
export interface AnvilState {
  readonly block: { readonly number: string; readonly timestamp: string };
  readonly best_block_number: number;
  readonly accounts: Readonly<Record<string, AnvilAccount>>;
  readonly blocks: readonly AnvilBlock[];
  readonly transactions: readonly unknown[];
}

export interface AnvilAccount {
  readonly nonce: number;
  readonly balance: string;
  readonly code: string;
  readonly storage: Readonly<Record<string, string>>;
}

interface AnvilBlock {
  readonly header: { readonly number: string };
}

/**
 * Dumps the chain without its past: a node that loads it has all accounts and the last block. The past transactions would be five times as large
 * as the state, and every boot would have to read them.
 */
export async function dumpState({ client }: ReplicaNode): Promise<AnvilState> {
  const packed = hexToBytes(await client.dumpState());
  const state = JSON.parse(gunzipSync(packed).toString('utf8')) as AnvilState;
  // anvil does not order its blocks.
  const last = state.blocks.find(({ header }) => BigInt(header.number) === BigInt(state.best_block_number));
  return {
    ...state,
    blocks: last === undefined ? [] : [{ ...last, transactions: [] } as AnvilBlock],
    transactions: [],
  };
}

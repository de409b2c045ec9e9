import { numberToHex } from 'viem';
import type { AnvilState } from './dumpState.ts';

/** The accounts of a state in the form of a genesis file, which forge's `vm.loadAllocs` reads. */
export function toAllocs(state: AnvilState): Record<string, object> {
  const accounts = Object.entries(state.accounts).map(([address, account]) => [
    address,
    { ...account, nonce: numberToHex(account.nonce) },
  ]);
  return Object.fromEntries(accounts);
}

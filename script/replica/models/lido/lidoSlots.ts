import { type Address, encodeAbiParameters, type Hex, keccak256, toBytes } from 'viem';

const named = (name: string): Hex => keccak256(toBytes(name));

/** Named storage slots of stETH and of the withdrawal queue that scenarios write: the same in the model, in both versions of the real code and on a fork. */
export const lidoSlots = {
  stakeLimit: named('lido.Lido.stakeLimit'),
  queueResumeSince: named('lido.PausableUntil.resumeSinceTimestamp'),
  version: named('lido.Versioned.contractVersion'),
  /** Of the second version alone. */
  locatorV2: named('lido.Lido.lidoLocator'),
} as const;

/** The slot of an allowance of stETH, whose allowances lie in slot 1. */
export function stEthAllowanceSlot(owner: Address, spender: Address): Hex {
  const pair = [{ type: 'address' }, { type: 'bytes32' }] as const;
  const inner = keccak256(encodeAbiParameters([{ type: 'address' }, { type: 'uint256' }], [owner, 1n]));
  return keccak256(encodeAbiParameters(pair, [spender, inner]));
}

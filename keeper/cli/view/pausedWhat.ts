/** What the vault's pause flags stop, in words. */
export function pausedWhat(flags: bigint): readonly string[] {
  return [...((flags & 1n) === 0n ? [] : ['deposits']), ...((flags & 2n) === 0n ? [] : ['batches that raise risk'])];
}

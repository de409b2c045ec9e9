import type { StorageLayout } from '@openzeppelin/upgrades-core';

/**
 * Names the ERC-7201 namespaces that both layouts have and do not see alike, field by field.
 *
 * Code that runs in the storage of other code must agree with it on every byte, which for two versions of one contract is not required.
 */
export function sharedNamespaces(one: StorageLayout, other: StorageLayout): string[] {
  const theirs = other.namespaces ?? {};
  return Object.entries(one.namespaces ?? {})
    .filter(([id, fields]) => theirs[id] !== undefined && describe(fields, one) !== describe(theirs[id], other))
    .map(([id]) => id);
}

function describe(fields: readonly StorageLayout['storage'][number][], layout: StorageLayout): string {
  return fields
    .map(({ label, type, slot, offset }) => `${label} ${layout.types[type]?.label ?? type} ${slot}:${offset}`)
    .join('\n');
}

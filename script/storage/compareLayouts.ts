import { getStorageUpgradeReport, type StorageLayout, withValidationDefaults } from '@openzeppelin/upgrades-core';

/**
 * Why a proxy whose storage was written by one layout must not be read by another; `undefined` where it may. Fields that are added at the end of a
 * namespace are no reason.
 */
export function compareLayouts(before: StorageLayout, after: StorageLayout): string | undefined {
  const report = getStorageUpgradeReport(before, after, withValidationDefaults({ kind: 'uups' }));
  return report.ok ? undefined : report.explain(false);
}

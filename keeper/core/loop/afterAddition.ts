import type { StrategySnapshot, VaultSnapshot } from '../snapshot.ts';

/** The vault for whoever is asked next, once `assets` of its idle LST are spoken for: less is idle, and the caps that they count towards are fuller. */
export function afterAddition(vault: VaultSnapshot, { riskMask }: StrategySnapshot, assets: bigint): VaultSnapshot {
  const riskCaps = vault.riskCaps.map((cap, number) => {
    const shared = ((riskMask >> BigInt(number)) & 1n) === 1n;
    return shared ? { ...cap, exposed: cap.exposed + assets } : cap;
  });
  return { ...vault, idle: vault.idle - assets, riskCaps };
}

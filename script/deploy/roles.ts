/** Role ids of the vault's AccessManager; the same as contracts/libraries/Roles.sol, which a test compares. */
export const roles = {
  /** The manager's own role 0: grants, and what functions are whose. */
  owner: 0n,
  curator: 1n,
  keeper: 2n,
  guardian: 3n,
  upgrader: 4n,
} as const;

export type RoleName = keyof typeof roles;

/** The vault's gated functions of each role; the same table as test/support/VaultRoles.sol, which a test compares. */
export const roleFunctions = {
  curator: [
    'addStrategy',
    'removeStrategy',
    'writeOffStrategy',
    'raiseCap',
    'raiseRiskCap',
    'unpause',
    'reinstateKeeper',
    'acknowledgeLoss',
    'setLossBudgets',
    'setFees',
    'setOracle',
    'setMaxGainRate',
    'setMaxStaleness',
    'setMaxKeeperSilence',
  ],
  keeper: ['rebalance'],
  guardian: ['lowerCap', 'lowerRiskCap', 'pause', 'revokeKeeper', 'isolate'],
  upgrader: ['upgradeToAndCall'],
} as const satisfies Record<Exclude<RoleName, 'owner'>, readonly string[]>;

/**
 * Roles whose scheduled operations another role may cancel. What the owner schedules nobody but he can cancel, hence the upgrader's role of its
 * own.
 */
export const roleGuardians = { curator: 'guardian', upgrader: 'guardian' } as const satisfies Partial<
  Record<RoleName, RoleName>
>;

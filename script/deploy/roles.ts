/** Role ids of the vault's AccessManager; the same as contracts/libraries/Roles.sol, which a test compares. */
export const roles = {
  /** The manager's own role 0: upgrades and grants. */
  owner: 0n,
  curator: 1n,
  keeper: 2n,
  guardian: 3n,
} as const;

export type RoleName = keyof typeof roles;

/** The vault's gated functions of each role. What is in no list is the owner's, upgrades above all. */
export const roleFunctions = {
  curator: [
    'addStrategy',
    'removeStrategy',
    'raiseCap',
    'setOracle',
    'setMaxGainRate',
    'setMaxStaleness',
    'setMaxBatchLoss',
  ],
  keeper: ['rebalance'],
  guardian: ['lowerCap'],
} as const satisfies Record<Exclude<RoleName, 'owner'>, readonly string[]>;

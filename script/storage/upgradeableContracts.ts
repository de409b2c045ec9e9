/**
 * Every contract whose code runs in the vault's storage. All of them are checked, and must see that storage alike. The proxy points at the first;
 * the others are reached through it, and are no targets of an upgrade themselves.
 */
export const upgradeableContracts = [
  { name: 'contracts/LstVault.sol:LstVault', kind: 'uups' },
  { name: 'contracts/VaultOperations.sol:VaultOperations', kind: 'transparent' },
  { name: 'contracts/VaultGovernance.sol:VaultGovernance', kind: 'transparent' },
] as const;

/** Where source names are read from, as foundry.toml's remappings say. */
export const sourceRoots = [{ prefix: '@openzeppelin/', folder: 'node_modules/@openzeppelin' }] as const;

import { pbkdf2Sync } from 'node:crypto';
import { type HDAccount, HDKey, hdKeyToAccount } from 'viem/accounts';

const names = [
  'deployer',
  'keeper',
  'depositor',
  'guardian',
  'curator',
  'marketMaker',
  'lender',
  'borrower',
  'rescuer',
  'stranger',
] as const;

export type DevAccountName = (typeof names)[number];
export type DevAccounts = Readonly<Record<DevAccountName, HDAccount>>;

/** The mnemonic that every development node knows. Its keys are public: whatever they hold on mainnet is anyone's. */
export const devMnemonic = 'test test test test test test test test test test test junk';

/** The ten well-known development keys, each with its part in the replica. */
export const devAccounts: DevAccounts = deriveDevAccounts();

function deriveDevAccounts(): DevAccounts {
  // BIP-39's seed, taken once: viem's mnemonicToAccount would stretch the mnemonic again for each of the ten.
  const master = HDKey.fromMasterSeed(pbkdf2Sync(devMnemonic, 'mnemonic', 2048, 64, 'sha512'));
  const accounts = names.map((name, addressIndex) => [name, hdKeyToAccount(master, { addressIndex })] as const);
  return Object.fromEntries(accounts) as DevAccounts;
}

import { type Address, isAddressEqual } from 'viem';
import { KeeperError } from '../../keeper/core/errors.ts';
import { devAccounts } from './devAccounts.ts';

/**
 * Refuses every signer but the well-known development keys. Call it before anything is signed for a development node: the replica's chain id is
 * 1, so whatever is signed for it with a real key could be replayed on mainnet.
 *
 * @throws KeeperError `stop`
 */
export function assertDevSigner(address: Address): void {
  if (isDevSigner(address)) return;
  throw new KeeperError(
    `${address} may not sign for this node: it is a replica with chain id 1, and what a real key signs for it is valid on mainnet. ` +
      'Unset BALLAST_PRIVATE_KEY; the development accounts sign then, and --account chooses among them.',
    { kind: 'stop', facts: { signer: address } },
  );
}

/** Whether the address belongs to one of the ten development keys. */
export function isDevSigner(address: Address): boolean {
  return Object.values(devAccounts).some((account) => isAddressEqual(account.address, address));
}

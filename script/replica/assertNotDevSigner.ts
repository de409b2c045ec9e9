import type { Address } from 'viem';
import { KeeperError } from '../../keeper/core/errors.ts';
import { isDevSigner } from './assertDevSigner.ts';

/**
 * Refuses the development keys on a node that is not a development node: everybody knows them, so whatever they would hold is lost at once.
 *
 * @throws KeeperError `stop`
 */
export function assertNotDevSigner(address: Address): void {
  if (!isDevSigner(address)) return;
  throw new KeeperError(
    `${address} is a development key that everybody knows, and the node is not a development node. Configure a key of your own, or point the ` +
      'RPC URL at a replica (`npx ballast replica`).',
    { kind: 'stop', facts: { signer: address } },
  );
}

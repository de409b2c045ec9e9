import type { Address } from 'viem';
import { devAccounts } from '../../../script/replica/devAccounts.ts';
import { KeeperError } from '../../core/errors.ts';
import type { FoundVault } from '../session/findVault.ts';
import type { Session } from '../session/openSession.ts';

/**
 * Whose batch a dry run simulates: the keeper of the deployment record, or the development keeper. An address is enough, no key is read.
 *
 * @throws KeeperError `stop` where nobody says who the keeper is
 */
export function pickSender({ replica }: Session, { deployment }: FoundVault): Address {
  const keeper = deployment?.roles.find(({ role }) => role === 'keeper')?.account;
  if (keeper !== undefined) return keeper;
  if (replica) return devAccounts.keeper.address;
  throw new KeeperError(
    'A dry run simulates the batch as the keeper, and no deployment record says who that is. Give the record that `npx ballast deploy` wrote with --data-dir.',
    { kind: 'stop' },
  );
}

import { parseEther } from 'viem';
import { pickSender } from '../keeper/pickSender.ts';
import { hasKeeperRole } from '../keeper/requireRole.ts';
import { formatWad } from '../output/formatWad.ts';
import type { FoundVault } from '../session/findVault.ts';
import type { Session } from '../session/openSession.ts';
import { pickSigner } from '../session/pickSigner.ts';
import type { Check } from './check.ts';

/** A batch of a million gas at 50 gwei, twice. */
const enoughForGas = parseEther('0.1');

/** The key that `run --live` would sign with: that it may, and that it can pay. Without a key the keeper of the record is looked at. */
export async function checkKeeper(
  session: Session,
  vault: FoundVault,
  named: string | undefined,
): Promise<readonly Check[]> {
  const hasKey = session.replica || named !== undefined || (process.env.BALLAST_PRIVATE_KEY ?? '') !== '';
  const account = hasKey ? pickSigner(session, named, 'keeper').address : pickSender(session, vault);
  const [role, balance] = await Promise.all([
    hasKeeperRole(session, vault.address, account),
    session.client.getBalance({ address: account }),
  ]);
  const poor = balance < enoughForGas;
  return [
    {
      name: 'keeper key',
      status: hasKey ? 'ok' : 'warn',
      message: hasKey
        ? account
        : 'none: `npx ballast run --live` needs BALLAST_PRIVATE_KEY. Everything else works without.',
    },
    {
      name: 'keeper role',
      status: role ? 'ok' : 'fail',
      message: role
        ? `${account} may run batches`
        : `${account} may not run batches. Have the owner grant it the keeper role.`,
    },
    {
      name: 'keeper gas',
      status: poor ? 'warn' : 'ok',
      message: poor
        ? `${formatWad(balance)} ETH is little for gas. Send ${account} at least 0.1 ETH.`
        : `${formatWad(balance)} ETH`,
    },
  ];
}

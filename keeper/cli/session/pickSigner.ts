import type { LocalAccount } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { assertDevSigner } from '../../../script/replica/assertDevSigner.ts';
import { assertNotDevSigner } from '../../../script/replica/assertNotDevSigner.ts';
import { type DevAccountName, devAccounts } from '../../../script/replica/devAccounts.ts';
import { KeeperError } from '../../core/errors.ts';
import type { Session } from './openSession.ts';

/**
 * Who signs: the development account named by `--account`, else BALLAST_PRIVATE_KEY, else (on a development node) the account whose part the
 * command is. A development node is signed for by development keys alone, and no other node is.
 *
 * @param usual whose part the command is on a replica
 * @throws KeeperError `stop` for a key that may not sign here, or none
 */
export function pickSigner(
  session: Pick<Session, 'replica'>,
  named: string | undefined,
  usual: DevAccountName,
  env: NodeJS.ProcessEnv = process.env,
): LocalAccount {
  const { replica } = session;
  const account = named === undefined ? fromEnvironment(env) : byName(named);
  if (account === undefined && replica) return devAccounts[usual];
  if (account === undefined) {
    throw new KeeperError(
      'No key to sign with: set BALLAST_PRIVATE_KEY in the environment (0x and 64 hexadecimal digits).',
      { kind: 'stop' },
    );
  }
  if (replica) assertDevSigner(account.address);
  else assertNotDevSigner(account.address);
  return account;
}

function byName(name: string): LocalAccount {
  const account = Object.entries(devAccounts).find(([candidate]) => candidate === name)?.[1];
  if (account !== undefined) return account;
  throw new KeeperError(
    `--account ${name} is not a development account. Choose one of ${Object.keys(devAccounts).join(', ')}, or leave it out and set BALLAST_PRIVATE_KEY.`,
    { kind: 'stop', facts: { account: name } },
  );
}

function fromEnvironment(env: NodeJS.ProcessEnv): LocalAccount | undefined {
  const key = env.BALLAST_PRIVATE_KEY;
  if (key === undefined || key === '') return undefined;
  const digits = /^(?:0x)?([0-9a-fA-F]{64})$/.exec(key)?.[1];
  const account = digits === undefined ? undefined : accountOf(digits);
  if (account !== undefined) return account;
  throw new KeeperError('BALLAST_PRIVATE_KEY is not a private key: it must be 0x and 64 hexadecimal digits.', {
    kind: 'stop',
  });
}

function accountOf(digits: string): LocalAccount | undefined {
  try {
    return privateKeyToAccount(`0x${digits}`);
  } catch {
    // Zero, or past the order of the curve. The library's message repeats the key, so that nothing of it may go further.
    return undefined;
  }
}

import type { Address } from 'viem';
import { deployVault } from '../../../script/deploy/deployVault.ts';
import type { RoleHolders } from '../../../script/deploy/grantRoles.ts';
import { requireProtocols } from '../../../script/deploy/requireProtocols.ts';
import { devAccounts } from '../../../script/replica/devAccounts.ts';
import { buildContracts } from '../../../script/toolchain/buildContracts.ts';
import { addressSchema } from '../../config/addressSchema.ts';
import type { SettingFlags } from '../../config/settings.ts';
import { writeDeployment } from '../../config/writeDeployment.ts';
import { KeeperError } from '../../core/errors.ts';
import type { Output } from '../output/createOutput.ts';
import { parseAmount } from '../output/parseAmount.ts';
import { parseWhole } from '../output/parseWhole.ts';
import { findFittingDeployment } from '../session/findFittingDeployment.ts';
import { openSession, type Session } from '../session/openSession.ts';
import { pickSigner } from '../session/pickSigner.ts';
import { describeDeployment } from './describeDeployment.ts';

interface DeployFlags extends SettingFlags {
  readonly account?: string | undefined;
  readonly owner?: string | undefined;
  readonly curator?: string | undefined;
  readonly guardian?: string | undefined;
  readonly keeper?: string | undefined;
  readonly cap: string;
  readonly seed: string;
  readonly ownerDelay: string;
  readonly curatorDelay: string;
}

const tenYears = 10 * 365 * 24 * 3600;

/** Deploys a vault and writes its record, unless a record of that name fits the node already. */
export async function deploy(output: Output, flags: DeployFlags): Promise<void> {
  const amounts = { capAssets: parseAmount(flags.cap, '--cap'), seedAssets: parseAmount(flags.seed, '--seed') };
  const delays = {
    ownerDelaySeconds: parseWhole(flags.ownerDelay, '--owner-delay', 0, tenYears),
    curatorDelaySeconds: parseWhole(flags.curatorDelay, '--curator-delay', 0, tenYears),
  };
  const session = await openSession(flags);
  const { client, settings, replica } = session;
  const deployer = pickSigner(session, flags.account, 'deployer');
  const holders = { ...readHolders(session, flags, deployer.address), ...delays };

  const present = await findFittingDeployment(session);
  if (present !== undefined) {
    output.note(
      `The vault "${present.name}" is deployed here already; nothing was sent. Deploy another one with --name.`,
    );
    describeDeployment(output, present, session);
    return;
  }
  await requireProtocols(client);
  await buildContracts();
  const deployment = await deployVault({
    client,
    rpcUrl: settings.rpcUrl,
    deployer,
    name: settings.deploymentName,
    replica,
    holders,
    ...amounts,
    note: output.note,
  });
  await writeDeployment(session.dataDir, deployment);
  describeDeployment(output, deployment, session);
}

type Holders = Omit<RoleHolders, 'ownerDelaySeconds' | 'curatorDelaySeconds'>;

function readHolders({ replica }: Session, flags: DeployFlags, deployer: Address): Holders {
  const holder = (role: 'curator' | 'guardian' | 'keeper'): Address => {
    const given = flags[role];
    if (given !== undefined) return parseAddress(given, `--${role}`);
    if (replica) return devAccounts[role].address;
    throw new KeeperError(`Say who is the ${role}: --${role} <address>.`, { kind: 'stop', facts: { role } });
  };
  return {
    owner: flags.owner === undefined ? deployer : parseAddress(flags.owner, '--owner'),
    curator: holder('curator'),
    guardian: holder('guardian'),
    keeper: holder('keeper'),
  };
}

function parseAddress(text: string, what: string): Address {
  const parsed = addressSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new KeeperError(`${what} ${parsed.error.issues[0]?.message ?? 'is no address'}.`, { kind: 'stop' });
}

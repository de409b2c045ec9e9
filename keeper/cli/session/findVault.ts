import type { Address } from 'viem';
import { deploymentPath } from '../../config/deploymentPath.ts';
import type { Deployment } from '../../config/deploymentSchema.ts';
import { readDeployment } from '../../config/readDeployment.ts';
import { KeeperError } from '../../core/errors.ts';
import { findMisfit } from './findMisfit.ts';
import type { Session } from './openSession.ts';

export interface FoundVault {
  readonly address: Address;
  /** None where the user named a vault that no record describes. */
  readonly deployment: Deployment | undefined;
}

/**
 * The vault that the user named, or the one of the deployment record, and that there is code at its address.
 *
 * @throws KeeperError `stop` where there is no vault, no code, or the record was made on another chain than the node's
 */
export async function findVault(session: Session): Promise<FoundVault> {
  const { dataDir } = session;
  const { chainId, deploymentName, vaultAddress } = session.settings;
  const deployment = await readDeployment(dataDir, chainId, deploymentName);
  if (vaultAddress !== undefined && vaultAddress !== deployment?.vault.address) {
    await assertCode(session, vaultAddress);
    return { address: vaultAddress, deployment: undefined };
  }
  if (deployment === undefined) {
    throw new KeeperError(
      `No vault is known: there is no record ${deploymentPath(dataDir, chainId, deploymentName)}. Run \`npx ballast deploy\`, or name one with --vault.`,
      { kind: 'stop' },
    );
  }
  await assertDeploymentFits(session, deployment);
  return { address: deployment.vault.address, deployment };
}

async function assertCode(session: Session, address: Address): Promise<void> {
  const code = await session.client.getCode({ address });
  if (code !== undefined) return;
  throw new KeeperError(
    `There is no contract at ${address} on chain ${session.settings.chainId} at this node. Check --vault, BALLAST_VAULT or [vault] address, and the RPC URL.`,
    { kind: 'stop', facts: { address } },
  );
}

async function assertDeploymentFits(session: Session, deployment: Deployment): Promise<void> {
  const misfit = await findMisfit(session, deployment);
  if (misfit === undefined) return;
  const { client, settings, dataDir } = session;
  const file = deploymentPath(dataDir, settings.chainId, settings.deploymentName);
  const genesis = await client.getBlock({ blockNumber: 0n });
  const why =
    genesis.hash === deployment.genesisHash
      ? 'the chain has been reset'
      : 'it was made on another chain or an earlier replica';
  throw new KeeperError(
    `The deployment record ${file} does not fit the node: the code it names is not at ${misfit}, because ${why}. ` +
      'Run `npx ballast deploy` again, or point --rpc at the node it was made on.',
    { kind: 'stop', facts: { address: misfit, file } },
  );
}

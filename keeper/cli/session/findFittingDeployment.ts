import type { Deployment } from '../../config/deploymentSchema.ts';
import { readDeployment } from '../../config/readDeployment.ts';
import { findMisfit } from './findMisfit.ts';
import type { Session } from './openSession.ts';

/** The deployment record of the configured name, where there is one and all of its contracts stand at this node. */
export async function findFittingDeployment(session: Session): Promise<Deployment | undefined> {
  const { dataDir } = session;
  const { chainId, deploymentName } = session.settings;
  const deployment = await readDeployment(dataDir, chainId, deploymentName);
  if (deployment === undefined) return undefined;
  return (await findMisfit(session, deployment)) === undefined ? deployment : undefined;
}

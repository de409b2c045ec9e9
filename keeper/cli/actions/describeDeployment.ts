import { deploymentPath } from '../../config/deploymentPath.ts';
import type { Deployment } from '../../config/deploymentSchema.ts';
import type { Output } from '../output/createOutput.ts';
import { table } from '../output/table.ts';
import type { Session } from '../session/openSession.ts';

/** Prints a deployment: the record itself as data, its addresses and roles for people. */
export function describeDeployment(output: Output, deployment: Deployment, { settings, dataDir }: Session): void {
  const { vault, implementation, operations, governance, router, queue, upkeep, manager, oracle } = deployment;
  const { sources, strategies, roles } = deployment;
  const contracts = [
    ['vault', vault.address],
    ['implementation', implementation.address],
    ['its operations', operations.address],
    ['its governance', governance.address],
    ['router', router.address],
    ['withdrawal queue', queue.address],
    ['rescue upkeep', upkeep.address],
    ['access manager', manager.address],
    ['oracle', oracle.address],
    ...[...sources, ...strategies].map(({ name, address }) => [name, address]),
    ...roles.map(({ role, account, delaySeconds }) => [
      delaySeconds === 0 ? role : `${role} (after ${delaySeconds} s)`,
      account,
    ]),
  ];
  const record = deploymentPath(dataDir, settings.chainId, deployment.name);
  output.result(
    { ...deployment, blockNumber: Number(deployment.blockNumber), record },
    `${table(['what', 'address'], contracts)}\n\nWritten to ${record}.`,
  );
}

import { type Address, keccak256 } from 'viem';
import type { Deployment } from '../../config/deploymentSchema.ts';
import type { Session } from './openSession.ts';

/** The first address of a deployment record at which this node has other code than was recorded, or none where all of it fits. */
export async function findMisfit({ client }: Session, deployment: Deployment): Promise<Address | undefined> {
  const recorded = [
    deployment.vault,
    deployment.router,
    deployment.queue,
    deployment.upkeep,
    deployment.manager,
    deployment.oracle,
    ...deployment.strategies,
  ];
  const codes = await Promise.all(recorded.map(({ address }) => client.getCode({ address })));
  const misfit = recorded.find(({ codeHash }, index) => {
    const code = codes[index];
    return code === undefined || keccak256(code) !== codeHash;
  });
  return misfit?.address;
}

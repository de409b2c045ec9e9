import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Deployment } from '../../../keeper/config/deploymentSchema.ts';
import { developmentDataDir } from '../../../keeper/config/developmentDataDir.ts';
import { writeDeployment } from '../../../keeper/config/writeDeployment.ts';
import { deployOnReplica } from '../../../script/deploy/deployOnReplica.ts';
import type { ReplicaNode } from '../../../script/replica/types.ts';
import { startTestReplica } from '../../support/replica.ts';
import { type CliOptions, type CliRun, runCli } from './runCli.ts';

/** A replica with a vault on it, whose record lies where the command line looks for it. */
export interface CliWorld {
  readonly node: ReplicaNode;
  readonly deployment: Deployment;
  /** An empty folder of this test's own, which is the command line's data folder and working directory. */
  readonly folder: string;
  /** Runs the command line against the replica. */
  cli(args: readonly string[], options?: CliOptions): Promise<CliRun>;
  /** What must be the same before and after a refusal: the chain's height and how many transactions each account has sent. */
  footprint(): Promise<string>;
  stop(): Promise<void>;
}

export async function startCliWorld(): Promise<CliWorld> {
  const [node, folder] = await Promise.all([startTestReplica(), mkdtemp(join(tmpdir(), 'ballast-cli-'))]);
  const deployment = await deployOnReplica(node).catch(async (error: unknown) => {
    await node.stop();
    throw error;
  });
  await writeDeployment(developmentDataDir({ dataDir: folder, rpcUrl: node.rpcUrl }), deployment);
  const settings = { BALLAST_RPC_URL: node.rpcUrl, BALLAST_DATA_DIR: folder };
  return {
    node,
    deployment,
    folder,
    cli: (args, { env = {}, ...options } = {}) =>
      runCli(args, { cwd: folder, env: { ...settings, ...env }, ...options }),
    footprint: async () => {
      const addresses = Object.values(node.accounts).map(({ address }) => address);
      const nonces = addresses.map((address) => node.client.getTransactionCount({ address, blockTag: 'pending' }));
      return [await node.client.getBlockNumber(), ...(await Promise.all(nonces))].join();
    },
    stop: async () => {
      await node.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

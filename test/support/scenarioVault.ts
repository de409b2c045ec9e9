import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type Address, type LocalAccount, parseEther } from 'viem';
import { assembleKeeper } from '../../keeper/cli/keeper/assembleKeeper.ts';
import { createNodeClient } from '../../keeper/cli/session/createNodeClient.ts';
import type { Deployment } from '../../keeper/config/deploymentSchema.ts';
import { developmentDataDir } from '../../keeper/config/developmentDataDir.ts';
import { loadSettings } from '../../keeper/config/loadSettings.ts';
import { writeDeployment } from '../../keeper/config/writeDeployment.ts';
import type { Memory } from '../../keeper/core/memory.ts';
import { openJournal } from '../../keeper/record/openJournal.ts';
import type { Entry, Journal } from '../../keeper/record/types.ts';
import { createLog } from '../../keeper/runner/createLog.ts';
import { runOnce } from '../../keeper/runner/runOnce.ts';
import { deployOnReplica } from '../../script/deploy/deployOnReplica.ts';
import { depositOnReplica } from '../../script/deploy/depositOnReplica.ts';
import type { BootedReplica, BootOptions } from '../../script/replica/bootReplica.ts';
import { startTestReplica } from './replica.ts';

/** A keeper as the command line puts it together, live. It carries its memory from tick to tick, as the loop does. */
export interface ScenarioKeeper {
  /** One tick at the latest block. */
  tick(): Promise<Entry>;
  readonly memory: Memory;
  /** The log so far, one object a line. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

export interface KeeperChanges {
  /** Where its node answers; the replica's own address when left out. */
  readonly rpcUrl?: string;
  readonly account?: LocalAccount;
  readonly journal?: Journal;
  /** What it remembers; when left out, what the journal holds of this chain. */
  readonly memory?: Memory;
  readonly signal?: AbortSignal;
}

/** A replica with a vault, in which the development depositor holds 100 wstETH that are all idle. */
export interface ScenarioVault extends BootedReplica {
  readonly vault: Address;
  readonly loop: Address;
  readonly deployment: Deployment;
  /** The command line's data folder; records and journal lie where it looks for them. */
  readonly folder: string;
  readonly journal: Journal;
  startKeeper(changes?: KeeperChanges): Promise<ScenarioKeeper>;
  /** Runs `crisis` and takes everything back that it did to the chain. */
  undone<Result>(crisis: () => Promise<Result>): Promise<Result>;
}

/** What the depositor brings, wstETH wei; the vault burns a seed of a hundredth of one beside it. */
export const depositWei = parseEther('100');

/** Boots a replica, deploys a vault with the real roles and oracle, deposits, and opens the journal of its keepers. */
export async function startScenarioVault(options: BootOptions = {}): Promise<ScenarioVault> {
  const [replica, folder] = await Promise.all([startTestReplica(options), mkdtemp(join(tmpdir(), 'ballast-crisis-'))]);
  // The database's own user must get in, where this is root.
  await chmod(folder, 0o755);
  const flags = { rpc: replica.rpcUrl, chainId: '1', dataDir: folder };
  // No setting and no file of this machine has a say in a test.
  const settings = await loadSettings(flags, {}, folder);
  const dataDir = developmentDataDir(settings);
  const deployment = await deployOnReplica(replica);
  const vault = deployment.vault.address;
  const loop = deployment.strategies[0]?.address;
  if (loop === undefined) throw new Error('The deployment has no strategy.');
  await writeDeployment(dataDir, deployment);
  await depositOnReplica(replica, vault, depositWei);
  const journal = await openJournal({ dataDir });

  const startKeeper = async (changes: KeeperChanges = {}): Promise<ScenarioKeeper> => {
    const rpcUrl = changes.rpcUrl ?? replica.rpcUrl;
    const session = { settings: { ...settings, rpcUrl }, client: createNodeClient(rpcUrl, 1), replica: true, dataDir };
    const account = changes.account ?? replica.accounts.keeper;
    const { lines, log } = createTestLog();
    const signal = changes.signal ?? new AbortController().signal;
    const parts = { vault, journal: changes.journal ?? journal, log, signal, account, sender: account.address };
    const { world, options } = await assembleKeeper(session, parts);
    let memory = changes.memory ?? options.memory;
    return {
      tick: async () => {
        const entry = await runOnce(world, { ...options, memory });
        memory = entry.decision?.memory ?? memory;
        return entry;
      },
      get memory() {
        return memory;
      },
      lines,
    };
  };

  return {
    ...replica,
    ...{ vault, loop, deployment, folder, journal, startKeeper },
    undone: async (crisis) => {
      const id = await replica.client.snapshot();
      const { baseFeePerGas } = await replica.client.getBlock();
      try {
        return await crisis();
      } finally {
        await replica.client.revert({ id });
        // The node does not take this back by itself.
        if (baseFeePerGas !== null) await replica.client.setNextBlockBaseFeePerGas({ baseFeePerGas });
      }
    },
    stop: async () => {
      await journal.close();
      await replica.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function createTestLog() {
  const lines: Record<string, unknown>[] = [];
  const destination = new Writable({
    write: (chunk: Buffer, _, done) => {
      for (const line of chunk.toString().trim().split('\n')) lines.push(JSON.parse(line));
      done();
    },
  });
  return { lines, log: createLog({ level: 'debug', destination }) };
}

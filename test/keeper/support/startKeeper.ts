import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { LocalAccount } from 'viem';
import { emptyMemory } from '../../../keeper/core/memory.ts';
import { defaultPolicy } from '../../../keeper/core/policy.ts';
import type { ExecuteDeps } from '../../../keeper/execute/deps.ts';
import type { ExecutionSettings, SigningPolicy } from '../../../keeper/execute/types.ts';
import { createChainClient } from '../../../keeper/observe/createChainClient.ts';
import { openJournal } from '../../../keeper/record/openJournal.ts';
import type { Journal } from '../../../keeper/record/types.ts';
import { createLog } from '../../../keeper/runner/createLog.ts';
import type { OnceOptions } from '../../../keeper/runner/runOnce.ts';
import { liveWorld } from '../../../keeper/worlds/liveWorld.ts';
import type { World } from '../../../keeper/worlds/world.ts';
import { readArtifact } from '../../../script/toolchain/readArtifact.ts';
import type { VaultOnReplica } from './startVault.ts';

export const gwei = 10n ** 9n;

export interface TestKeeper {
  readonly world: World;
  readonly options: OnceOptions;
  readonly execution: ExecuteDeps;
  readonly journal: Journal;
  /** The log so far, one object a line. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  /** Ends the journal and removes its folder, unless the folder was given. */
  stop(): Promise<void>;
}

export interface KeeperChanges {
  readonly rpcUrl?: string;
  readonly account?: LocalAccount;
  readonly dataDir?: string;
  readonly settings?: Partial<ExecutionSettings>;
  readonly policy?: Partial<SigningPolicy>;
}

/** A keeper as the command line puts it together, with a journal of its own, live against the replica. */
export async function startKeeper(
  on: Pick<VaultOnReplica, 'rpcUrl' | 'vault' | 'accounts'>,
  changes: KeeperChanges = {},
): Promise<TestKeeper> {
  const dataDir = changes.dataDir ?? (await createDataDir());
  const journal = await openJournal({ dataDir });
  const lines: Record<string, unknown>[] = [];
  const destination = new Writable({
    write: (chunk: Buffer, _, done) => {
      for (const line of chunk.toString().trim().split('\n')) lines.push(JSON.parse(line));
      done();
    },
  });
  const log = createLog({ level: 'debug', destination });
  const client = createChainClient(changes.rpcUrl ?? on.rpcUrl, 5_000);
  const account = changes.account ?? on.accounts.keeper;
  const { bytecode: lensCode } = await readArtifact('VaultLens');
  const place = { chainId: 1, vault: on.vault };
  const execution: ExecuteDeps = {
    ...{ client, account, journal, log },
    policy: { ...place, maxGas: 5_000_000n, maxFeePerGasWei: 100n * gwei, maxCostWei: 10n ** 18n, ...changes.policy },
    settings: {
      ...{ priorityFeePerGasWei: gwei / 10n, confirmations: 1, bumpAfterMs: 60_000, maxBumps: 3 },
      ...{ timeoutMs: 20_000, pollingIntervalMs: 100, ...changes.settings },
    },
  };
  return {
    world: liveWorld({ client, lensCode, sender: account.address, execution, ...place }),
    options: { ...place, client, log, journal, execution, policy: defaultPolicy, memory: emptyMemory },
    ...{ execution, journal, lines },
    stop: async () => {
      await journal.close();
      if (changes.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A folder for a journal. The server's user must get in, where this is root; else the files would be kept elsewhere, and stay. */
export async function createDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ballast-keeper-'));
  await chmod(dataDir, 0o755);
  return dataDir;
}

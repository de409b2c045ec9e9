import { parseEther } from 'viem';
import { createNodeClient } from '../../../keeper/cli/session/createNodeClient.ts';
import type { Session } from '../../../keeper/cli/session/openSession.ts';
import { loadSettings } from '../../../keeper/config/loadSettings.ts';
import { openJournal } from '../../../keeper/record/openJournal.ts';
import type { Journal } from '../../../keeper/record/types.ts';
import type { Scope } from '../types.ts';
import { fundDepositor } from './fundDepositor.ts';
import { openFolder } from './openFolder.ts';
import { type BenchVault, openVault } from './openVault.ts';

export interface KeeperBench extends BenchVault {
  /** As `ballast start` opens it, with the default policy. */
  readonly session: Session;
  /** On the embedded Postgres, as for everybody. */
  readonly journal: Journal;
  /** The scope that it was opened in. */
  readonly scope: Scope;
}

/** A replica with a vault that holds its seed alone, a depositor with 100 wstETH for it, and what a keeper needs. */
export async function openKeeperBench(scope: Scope): Promise<KeeperBench> {
  const bench = await openVault(scope, 0n);
  await fundDepositor(bench.node, parseEther('101'));
  const dataDir = await openFolder(scope);
  const { rpcUrl } = bench.node;
  // Nothing of the user's own settings: no environment, and a folder without a configuration file.
  const settings = await loadSettings({ rpc: rpcUrl, chainId: '1', dataDir }, {}, dataDir);
  const journal = await openJournal({ dataDir });
  scope.defer(() => journal.close());
  return {
    ...bench,
    scope,
    journal,
    session: { settings, client: createNodeClient(rpcUrl, 1), replica: true, dataDir },
  };
}

import { mkdir, rm } from 'node:fs/promises';
import { parseEther } from 'viem';
import { deployOnReplica } from '../../../script/deploy/deployOnReplica.ts';
import { depositOnReplica } from '../../../script/deploy/depositOnReplica.ts';
import type { ReplicaNode } from '../../../script/replica/types.ts';
import { buildContracts, deployableFolders } from '../../../script/toolchain/buildContracts.ts';
import { developmentDataDir } from '../../config/developmentDataDir.ts';
import { loadSettings } from '../../config/loadSettings.ts';
import { writeDeployment } from '../../config/writeDeployment.ts';
import { KeeperError } from '../../core/errors.ts';
import { openJournal } from '../../record/openJournal.ts';
import type { Entry } from '../../record/types.ts';
import { createLog } from '../../runner/createLog.ts';
import { runLoop } from '../../runner/runLoop.ts';
import { assembleKeeper, type Keeper } from '../keeper/assembleKeeper.ts';
import type { Output } from '../output/createOutput.ts';
import { freePort } from '../process/freePort.ts';
import { keepMining } from '../process/keepMining.ts';
import { type Interruption, onInterrupt } from '../process/onInterrupt.ts';
import { runTogether } from '../process/runTogether.ts';
import { createNodeClient } from '../session/createNodeClient.ts';
import type { Session } from '../session/openSession.ts';
import { rebalanceView } from '../view/rebalanceView.ts';
import { tickLine } from '../view/tickLine.ts';
import { tickView } from '../view/tickView.ts';
import { balanceSheet } from '../view/vaultView.ts';
import { bootNode } from './bootNode.ts';
import { type NodeFlags, readNodeFlags } from './readNodeFlags.ts';

interface StartFlags extends NodeFlags {
  readonly once?: boolean | undefined;
}

const depositWei = parseEther('100');
const secondsPerBlock = 12;
const usualPort = 8545;
/** Without a rebalance after so many ticks there is nothing to wait for: the world does not change by itself. */
const ticksForOnce = 5;

/** Replica, vault, deposit and keeper in one process, which leaves nothing running behind. */
export async function start(output: Output, flags: StartFlags): Promise<void> {
  const interruption = onInterrupt();
  try {
    const options = await readNodeFlags(flags);
    await buildContracts(deployableFolders, interruption.signal);
    const port = options.port ?? (await freePort(usualPort));
    const node = await bootNode(output, { ...options, ...(port === undefined ? {} : { port }) });
    try {
      await runOn(node, output, flags, interruption);
    } finally {
      await node.stop();
    }
  } finally {
    interruption.dispose();
  }
}

async function runOn(node: ReplicaNode, output: Output, flags: StartFlags, { signal }: Interruption): Promise<void> {
  const session = await openOwnSession(node);
  const { dataDir } = session;
  // What an earlier replica at this port left is about a chain that is gone.
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true });
  const [journal, vault] = await Promise.all([openJournal({ dataDir }), openVault(node, output, session)]);
  try {
    const account = node.accounts.keeper;
    const log = createLog({ level: 'warn' });
    const keeper = await assembleKeeper(session, { vault, journal, log, signal, account, sender: account.address });
    await (flags.once === true
      ? untilRebalanced(node, keeper, output)
      : untilInterrupted(node, keeper, output, session));
  } finally {
    await journal.close();
    if (flags.once === true) await rm(dataDir, { recursive: true, force: true });
  }
}

/** The settings that a file gives, but for the node, which is our own. */
async function openOwnSession({ rpcUrl }: ReplicaNode): Promise<Session> {
  const settings = await loadSettings({ rpc: rpcUrl, chainId: '1' });
  return { settings, client: createNodeClient(rpcUrl, 1), replica: true, dataDir: developmentDataDir(settings) };
}

async function openVault(node: ReplicaNode, output: Output, { settings, dataDir }: Session): Promise<`0x${string}`> {
  const deployment = await deployOnReplica(node, { name: settings.deploymentName, note: output.note });
  await writeDeployment(dataDir, deployment);
  const { address } = deployment.vault;
  output.note('Depositing 100 wstETH …');
  await depositOnReplica(node, address, depositWei);
  output.note(`The vault is ${address}, the node answers at ${node.rpcUrl}. The keeper is at work:`);
  return address;
}

async function untilInterrupted(node: ReplicaNode, keeper: Keeper, output: Output, session: Session): Promise<void> {
  const { signal } = keeper.options;
  output.note(`In another terminal: npx ballast status --rpc ${session.settings.rpcUrl}. Ctrl-C stops everything.`);
  let shown = false;
  const onEntry = (entry: Entry) => {
    output.result(tickView(entry), tickLine(entry));
    const changed = entry.outcome.status === 'confirmed';
    // After a rebalance the sheet that was observed is the one before it; the next tick shows the new one.
    if (entry.snapshot !== undefined && !shown && !changed) output.text(`\n${balanceSheet(entry.snapshot)}\n`);
    shown = !changed;
  };
  await runTogether(
    signal,
    (ended) => runLoop(keeper.world, { ...keeper.options, signal: ended, intervalSeconds: 0, onEntry }),
    (ended) => keepMining(node, secondsPerBlock, ended),
  );
}

async function untilRebalanced(node: ReplicaNode, keeper: Keeper, output: Output): Promise<void> {
  const done = new AbortController();
  const entries: Entry[] = [];
  const onEntry = (entry: Entry) => {
    entries.push(entry);
    output.note(tickLine(entry));
    if (entry.outcome.status === 'confirmed' || entries.length >= ticksForOnce) done.abort();
  };
  await runTogether(
    AbortSignal.any([keeper.options.signal, done.signal]),
    (signal) => runLoop(keeper.world, { ...keeper.options, signal, intervalSeconds: 0, onEntry }),
    (signal) => keepMining(node, 1, signal),
  );
  const last = entries.at(-1);
  if (last?.outcome.status !== 'confirmed') {
    const why = last?.decision?.reasons.map(({ text }) => text).join(' ') ?? 'It was interrupted.';
    throw new KeeperError(`The keeper confirmed no rebalance within ${ticksForOnce} ticks. ${why}`, { kind: 'retry' });
  }
  const { view, text } = await rebalanceView(node.client, keeper.world, last);
  output.text(`\n${text}`);
  output.result(view, '');
}

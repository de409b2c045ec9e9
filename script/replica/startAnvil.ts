import { type ChildProcess, spawn } from 'node:child_process';
import { KeeperError } from '../../keeper/core/errors.ts';
import { findTool } from '../toolchain/findTool.ts';
import { createReplicaClient } from './createReplicaClient.ts';
import { devAccounts, devMnemonic } from './devAccounts.ts';
import { killWithParent } from './killWithParent.ts';
import type { ReplicaNode } from './types.ts';

export interface AnvilOptions {
  /** Loopback port; a free one when left out. */
  readonly port?: number;
  /** A state that an earlier anvil dumped. */
  readonly loadState?: string;
  /** Fork this endpoint instead of starting an empty chain. */
  readonly forkUrl?: string;
  /** Seconds between blocks; when left out, every transaction gets its block at once. */
  readonly blockTime?: number;
  /** Mine only when asked to. */
  readonly noMining?: boolean;
  /** 1 when left out; another one only to try what is said about it. */
  readonly chainId?: number;
  /** Unix time of the first block, in seconds. */
  readonly timestamp?: number;
}

const startLimitMs = 30_000;

/**
 * Starts anvil on loopback with chain id 1 and the development keys, and waits until it answers. The child ends with `stop()` and, whatever
 * happens, with this process.
 *
 * @throws KeeperError `stop` when the port is taken, the fork's endpoint does not answer or anvil is not installed
 */
export async function startAnvil(options: AnvilOptions = {}): Promise<ReplicaNode> {
  const anvil = await findTool('anvil');
  // Its own process group: Ctrl-C in a terminal reaches this process alone, which may still need the node to finish what it does.
  const child = spawn(anvil.path, anvilArguments(options), { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const release = killWithParent(child);
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    }
    release();
  };
  try {
    const rpcUrl = await untilListening(child, options);
    return { rpcUrl, client: createReplicaClient(rpcUrl), accounts: devAccounts, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function anvilArguments(options: AnvilOptions): string[] {
  const flag = (name: string, setting: string | number | undefined) =>
    setting === undefined ? [] : [name, `${setting}`];
  return [
    ...flag('--host', '127.0.0.1'),
    ...flag('--port', options.port ?? 0),
    ...flag('--chain-id', options.chainId ?? 1),
    ...flag('--mnemonic', devMnemonic),
    ...flag('--gas-limit', 60_000_000),
    // Later forks make anvil 1.7.1 slower with every block of the chain; cancun has all that the contracts need.
    ...flag('--hardfork', 'cancun'),
    // Without a limit anvil keeps 500 states and writes the others to disk, ten times as slowly.
    ...flag('--prune-history', 512),
    ...flag('--load-state', options.loadState),
    ...flag('--block-time', options.blockTime),
    ...flag('--timestamp', options.timestamp),
    ...(options.noMining === true ? ['--no-mining'] : []),
    ...(options.forkUrl === undefined ? [] : ['--fork-url', options.forkUrl, '--no-storage-caching']),
  ];
}

/** Resolves to the URL that anvil prints once it listens; it prints the real port, also when it chose one itself. */
function untilListening(child: ChildProcess, options: AnvilOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(
      () => reject(startError(`did not answer within ${startLimitMs / 1000} s`, options)),
      startLimitMs,
    );
    const settle = () => {
      clearTimeout(timer);
      child.stdout?.removeAllListeners('data').resume();
      child.stderr?.removeAllListeners('data').resume();
    };
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const address = /Listening on (127\.0\.0\.1:\d+)/.exec(output)?.[1];
      if (address === undefined) return;
      settle();
      resolve(`http://${address}`);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', (cause) => reject(startError('could not be started', options, cause)));
    child.once('close', (code) => {
      settle();
      reject(startError(reasonOf(output, code), options));
    });
  });
}

function reasonOf(output: string, code: number | null): string {
  if (/address already in use/i.test(output)) return 'found the port taken by another program';
  return `ended with code ${code} before it listened`;
}

function startError(reason: string, options: AnvilOptions, cause?: unknown): KeeperError {
  const port = options.port === undefined ? 'a free port' : `port ${options.port}`;
  const remedy =
    options.forkUrl === undefined
      ? 'Choose another port with --port, or end the program that uses it.'
      : 'Check that the port is free and that the RPC URL answers for chain id 1.';
  return new KeeperError(`The replica's node (anvil on ${port}) ${reason}. ${remedy}`, {
    kind: 'stop',
    facts: { port: options.port, forked: options.forkUrl !== undefined },
    cause,
  });
}

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { KeeperError } from '../../../keeper/core/errors.ts';
import { killWithParent } from '../../replica/killWithParent.ts';
import { projectRoot } from '../../toolchain/projectRoot.ts';
import type { Scope } from '../types.ts';
import { openFolder } from './openFolder.ts';

export interface CliRun {
  /** When the process was started, `performance.now()`. */
  readonly startedAt: number;
  /** The first line on stdout, and when it came. */
  readonly firstLine: Promise<{ readonly text: string; readonly at: number }>;
  /** Exit code and time, once it has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly at: number }>;
  /** Asks it to end, as Ctrl-C does, and waits for it. */
  interrupt(): Promise<void>;
}

/** Settings of the person who runs the bench, which must not change what is measured. */
const foreign = /^(BALLAST_|MAINNET_RPC_URL$|DATABASE_URL$)/;

/** Starts the command line as its own process, in a folder of its own that goes with the scope. */
export async function spawnCli(scope: Scope, args: readonly string[]): Promise<CliRun> {
  scope.signal.throwIfAborted();
  const folder = await openFolder(scope);
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  // What the folder of a build is called must hold for the child as well, wherever it runs.
  const env = { ...Object.fromEntries(own), BALLAST_DATA_DIR: join(folder, '.ballast') };
  const startedAt = performance.now();
  const child = spawn(process.execPath, [join(projectRoot, 'keeper/cli/ballast.mjs'), ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const release = killWithParent(child);
  const words: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => words.push(chunk));

  const ended = new Promise<{ code: number | null; at: number }>((resolve) => {
    child.once('close', (code) => {
      release();
      scope.signal.removeEventListener('abort', interrupt);
      resolve({ code, at: performance.now() });
    });
  });
  const firstLine = new Promise<{ text: string; at: number }>((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('\n')) resolve({ text: text.slice(0, text.indexOf('\n')), at: performance.now() });
    });
    child.once('error', reject);
    child.once('close', (code) => reject(failure(args, code, words.join(''))));
  });
  // Whoever waits for the line gets the error; whoever does not must not be ended by it.
  firstLine.catch(() => undefined);
  const interrupt = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  scope.defer(interrupt);
  scope.signal.addEventListener('abort', interrupt, { once: true });
  return { startedAt, firstLine, ended, interrupt };
}

function failure(args: readonly string[], code: number | null, words: string): KeeperError {
  const last = words.trim().split('\n').at(-1) ?? '';
  return new KeeperError(`\`ballast ${args.join(' ')}\` ended with code ${code} and printed nothing. ${last}`, {
    kind: 'stop',
    facts: { code: code ?? undefined },
  });
}

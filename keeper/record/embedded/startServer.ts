import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { pause } from '../../runner/pause.ts';
import type { ClusterPlace } from './placeCluster.ts';
import { type Postmaster, readPostmaster } from './readPostmaster.ts';

export type Start =
  | { readonly status: 'ready'; readonly postmaster: Postmaster; readonly watchdog: ChildProcess | undefined }
  /** It ended by itself; the last words of its log say why, such as that another server has the folder. */
  | { readonly status: 'ended'; readonly reason: string };

/** Small, since the journal is small; everything that makes a write durable stays on. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '20',
  shared_buffers: '16MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
};

/** Starts the server on a free loopback port and waits until it takes connections. */
export async function startServer({ folder, programs, user }: ClusterPlace, timeoutMs: number): Promise<Start> {
  const logPath = `${folder}.log`;
  const log = await open(logPath, 'w', 0o600);
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // A process group of its own: Ctrl-C in the terminal reaches the keeper, which stops the server when it has written its last line.
  const child = spawn(programs.postgres, ['-D', folder, '-p', `${await freePort()}`, ...flags], {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env: { ...process.env, LC_ALL: 'C' },
  });
  await log.close();
  child.unref();
  const ended = { value: false };
  child.once('error', () => Object.assign(ended, { value: true }));
  child.once('exit', () => Object.assign(ended, { value: true }));
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline && !ended.value; await pause(15)) {
    const postmaster = await readPostmaster(folder);
    if (postmaster?.ready === true && postmaster.pid === child.pid) {
      return { status: 'ready', postmaster, watchdog: watch(postmaster.pid, folder) };
    }
  }
  child.kill('SIGKILL');
  const words = (await readFile(logPath, 'utf8')).trim().split('\n');
  return { status: 'ended', reason: words.at(-1) ?? 'it did not say why' };
}

/**
 * A shell that outlives this process by a moment: its input ends when this process does, be it by SIGKILL, and it then asks the server to stop
 * as soon as its last client has left.
 */
function watch(pid: number, folder: string): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined;
  const script = 'cat >/dev/null; [ "$(head -n 1 "$2/postmaster.pid")" = "$1" ] && kill -TERM "$1"';
  const shell = spawn('sh', ['-c', script, 'sh', `${pid}`, folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  shell.unref();
  return shell;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

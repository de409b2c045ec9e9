import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Makes sure that a child ends with this process, whether this one exits, is interrupted or is itself killed.
 *
 * @returns a function to call once the child has ended, which removes what was installed
 */
export function killWithParent(child: ChildProcess): () => void {
  const kill = () => void child.kill('SIGKILL');
  const endOwnedNode = (signal: NodeJS.Signals) => {
    // A program with a handler of its own decides when it ends; the exit hook then ends the child.
    if (process.listeners(signal).some((listener) => listener.name !== endOwnedNode.name)) return;
    kill();
    process.removeListener(signal, endOwnedNode);
    process.kill(process.pid, signal);
  };
  process.once('exit', kill);
  for (const signal of signals) process.on(signal, endOwnedNode);
  const endWatch = watchFromOutside(child.pid);
  return () => {
    process.removeListener('exit', kill);
    for (const signal of signals) process.removeListener(signal, endOwnedNode);
    endWatch();
  };
}

/** Starts a shell that waits for its input to end, which the kernel sees to when this process is gone, even by SIGKILL. */
function watchFromOutside(pid: number | undefined): () => void {
  if (pid === undefined || process.platform === 'win32') return () => undefined;
  const shell = spawn('sh', ['-c', 'cat >/dev/null; kill -9 "$1" 2>/dev/null', 'sh', `${pid}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  shell.unref();
  const input = shell.stdin;
  if (input instanceof Socket) input.unref();
  return () => {
    shell.kill('SIGKILL');
    input.destroy();
  };
}

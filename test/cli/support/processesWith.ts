import { readdir, readFile } from 'node:fs/promises';

export interface MarkedProcess {
  readonly pid: number;
  readonly command: string;
}

/**
 * The processes that inherited an environment variable. Linux only: it reads /proc.
 *
 * @param mark `NAME=value`, unlike any other on the machine
 */
export async function processesWith(mark: string): Promise<readonly MarkedProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      if (!environment.split('\0').includes(mark)) return undefined;
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return { pid: Number(pid), command: command.replaceAll('\0', ' ').trim() };
    }),
  );
  // A process that has ended and waits for its parent to take note has no command line any more.
  return found.filter((entry) => entry !== undefined).filter(({ command }) => command !== '');
}

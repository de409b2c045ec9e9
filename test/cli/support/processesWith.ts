import { readdir, readFile } from 'node:fs/promises';

/**
 * The processes that inherited an environment variable, by command line. Linux only: it reads /proc.
 *
 * @param mark `NAME=value`, unlike any other on the machine
 */
export async function processesWith(mark: string): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      if (!environment.split('\0').includes(mark)) return undefined;
      return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ').trim();
    }),
  );
  return found.filter((line) => line !== undefined && line !== '') as string[];
}

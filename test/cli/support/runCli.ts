import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../../script/toolchain/projectRoot.ts';

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Told of all that was written so far, each time that there is more. */
  readonly onOutput?: (run: { readonly stdout: string; readonly stderr: string; readonly pid: number }) => void;
}

export const cliPath = join(projectRoot, 'keeper/cli/ballast.mjs');

/** Runs the real command line in a process of its own, with no setting of this machine in its way. */
export function runCli(
  args: readonly string[],
  { env = {}, cwd = tmpdir(), onOutput }: CliOptions = {},
): Promise<CliRun> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(BALLAST_|DATABASE_URL|MAINNET_RPC_URL|VITEST)/.test(name),
  );
  const child = spawn(process.execPath, [cliPath, ...args], {
    cwd,
    env: { ...Object.fromEntries(inherited), NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const tell = () => onOutput?.({ stdout, stderr, pid: child.pid ?? 0 });
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    tell();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    tell();
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

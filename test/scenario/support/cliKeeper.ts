import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentDataDir } from '../../../keeper/config/developmentDataDir.ts';
import { writeDeployment } from '../../../keeper/config/writeDeployment.ts';
import { openJournal } from '../../../keeper/record/openJournal.ts';
import type { Journal } from '../../../keeper/record/types.ts';
import { projectRoot } from '../../../script/toolchain/projectRoot.ts';
import type { RpcProxy } from '../../support/rpcProxy.ts';
import type { ScenarioVault } from '../../support/scenarioVault.ts';

export interface CliKeeper {
  /** Runs `ballast run --live --once --json` to its end; `meanwhile` is called when it first makes the request. */
  run(meanwhile?: When): Promise<{ readonly code: number | null; readonly tick: Record<string, unknown> }>;
  /** Runs the same and kills it with SIGKILL when it makes the request. */
  killAt(method: string): Promise<void>;
  /** What its journal holds. Nobody else may have it open while a keeper is killed, or the database would outlive that. */
  withJournal<Result>(look: (journal: Journal) => Promise<Result>): Promise<Result>;
  dispose(): Promise<void>;
}

export interface When {
  readonly asked: string;
  readonly act: () => Promise<unknown>;
}

const limitMs = 30_000;

/** The real command line as a keeper in a process and with a data folder of its own, which reaches its node through a proxy. */
export async function createCliKeeper(on: ScenarioVault, proxy: RpcProxy): Promise<CliKeeper> {
  const folder = await mkdtemp(join(tmpdir(), 'ballast-killed-'));
  await chmod(folder, 0o755);
  const dataDir = developmentDataDir({ dataDir: folder, rpcUrl: proxy.url });
  await writeDeployment(dataDir, on.deployment);

  const start = () => {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(BALLAST_|DATABASE_URL|VITEST)/.test(name));
    const env = { ...Object.fromEntries(inherited), BALLAST_RPC_URL: proxy.url, BALLAST_DATA_DIR: folder };
    const args = [join(projectRoot, 'keeper/cli/ballast.mjs'), 'run', '--live', '--once', '--json'];
    const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    return { child, ended, output: () => ({ stdout, stderr }) };
  };
  type Run = ReturnType<typeof start>;

  async function untilAsked({ child, output }: Run, method: string): Promise<void> {
    for (const end = Date.now() + limitMs; !proxy.calls.includes(method); ) {
      if (child.exitCode !== null || Date.now() > end) throw new Error(`No ${method}: ${output().stderr}`);
      await new Promise((wake) => setTimeout(wake, 2));
    }
  }

  return {
    run: async (meanwhile) => {
      const run = start();
      if (meanwhile !== undefined) {
        await untilAsked(run, meanwhile.asked);
        await meanwhile.act();
      }
      await run.ended;
      const { stdout, stderr } = run.output();
      if (stdout === '') throw new Error(`The keeper printed nothing: ${stderr}`);
      return { code: run.child.exitCode, tick: JSON.parse(stdout) as Record<string, unknown> };
    },
    killAt: async (method) => {
      const run = start();
      await untilAsked(run, method);
      run.child.kill('SIGKILL');
      await run.ended;
      if (run.child.signalCode !== 'SIGKILL') throw new Error('The keeper had ended before it was killed.');
    },
    withJournal: async (look) => {
      const journal = await openJournal({ dataDir });
      return look(journal).finally(() => journal.close());
    },
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

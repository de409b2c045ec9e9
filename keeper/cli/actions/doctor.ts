import pc from 'picocolors';
import { loadSettings } from '../../config/loadSettings.ts';
import type { SettingFlags } from '../../config/settings.ts';
import { type Check, check } from '../doctor/check.ts';
import { checkChainState } from '../doctor/checkChainState.ts';
import { checkJournal } from '../doctor/checkJournal.ts';
import { checkKeeper } from '../doctor/checkKeeper.ts';
import { checkTools } from '../doctor/checkTools.ts';
import { checkVault } from '../doctor/checkVault.ts';
import type { Output } from '../output/createOutput.ts';
import { findVault } from '../session/findVault.ts';
import { openSession } from '../session/openSession.ts';

type DoctorFlags = SettingFlags & { readonly account?: string | undefined };

/** Looks at everything that has to be right, one line each. Exit code 1 where all that is not may pass by itself, such as a silent node, 2 where not. */
export async function doctor(output: Output, flags: DoctorFlags): Promise<void> {
  const checks = [...(await checkTools()), ...(await checkOnline(flags))];
  const failed = checks.filter(({ status }) => status === 'fail');
  const ok = failed.length === 0;
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.map(({ name, status, message }) => `${mark(status)}  ${name.padEnd(width)}  ${message}`);
  output.result({ ok, checks }, lines.join('\n'));
  if (!ok) process.exitCode = failed.every(({ retry }) => retry === true) ? 1 : 2;
}

/** Each step needs the one before it, so the first that fails ends the list. */
async function checkOnline(flags: DoctorFlags): Promise<readonly Check[]> {
  const settings = await attempt(() => loadSettings(flags));
  if (settings.value === undefined) return check('settings', () => Promise.reject(settings.error));
  const config: Check = {
    name: 'settings',
    status: 'ok',
    message: settings.value.configPath ?? 'no ballast.toml; defaults and environment',
  };
  const session = await attempt(() => openSession(flags));
  if (session.value === undefined) return [config, ...(await check('rpc', () => Promise.reject(session.error)))];
  const { value: opened } = session;
  const chain = await check('chain', () => checkChainState(opened));
  const vault = await attempt(() => findVault(opened));
  if (vault.value === undefined)
    return [config, ...chain, ...(await check('vault', () => Promise.reject(vault.error)))];
  const { value: found } = vault;
  return [
    config,
    ...chain,
    ...(await check('vault', () => checkVault(opened, found))),
    ...(await check('keeper', () => checkKeeper(opened, found, flags.account))),
    ...(await check('journal', () => checkJournal(opened, found.address))),
  ];
}

async function attempt<T>(run: () => Promise<T>): Promise<{ readonly value?: T; readonly error?: unknown }> {
  return run().then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
}

function mark(status: Check['status']): string {
  return { ok: pc.green('ok  '), warn: pc.yellow('warn'), fail: pc.red('fail') }[status];
}

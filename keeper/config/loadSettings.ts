import { resolve } from 'node:path';
import { z } from 'zod';
import { addressSchema } from './addressSchema.ts';
import { readConfig } from './readConfig.ts';
import { readSetting, type SettingSource } from './readSetting.ts';
import { resolvePolicy } from './resolvePolicy.ts';
import type { SettingFlags, Settings } from './settings.ts';
import { databaseUrlSchema, rpcUrlSchema } from './urlSchemas.ts';

const chainIdText = z
  .string()
  .regex(/^[1-9]\d{0,15}$/, { error: 'must be a whole number above zero' })
  .transform(Number);
const pathText = z.string().min(1, { error: 'must not be empty' });
const nameText = z.string().regex(/^[a-z0-9-]+$/, { error: 'must consist of small letters, digits and hyphens' });

/**
 * Puts the settings together: flags before environment before file before defaults.
 *
 * @throws KeeperError `stop` that names the flag, variable or key with a wrong value
 */
export async function loadSettings(
  flags: SettingFlags,
  env: NodeJS.ProcessEnv = process.env,
  workingDirectory: string = process.cwd(),
): Promise<Settings> {
  const { config, path, folder } = await readConfig(flags.config, workingDirectory);
  const flag = (name: string, text: string | undefined): SettingSource => ({ name, text });
  // An empty variable is how a shell unsets one for a single command.
  const variable = (name: string): SettingSource => ({ name, text: env[name] === '' ? undefined : env[name] });
  const dataDir = readSetting(pathText, [flag('--data-dir', flags.dataDir), variable('BALLAST_DATA_DIR')]);
  const { network, vault, keeper } = config;
  return {
    configPath: path,
    rpcUrl:
      readSetting(rpcUrlSchema, [flag('--rpc', flags.rpc), variable('BALLAST_RPC_URL')]) ??
      network?.rpcUrl ??
      'http://127.0.0.1:8545',
    chainId:
      readSetting(chainIdText, [flag('--chain-id', flags.chainId), variable('BALLAST_CHAIN_ID')]) ??
      network?.chainId ??
      1,
    vaultAddress:
      readSetting(addressSchema, [flag('--vault', flags.vault), variable('BALLAST_VAULT')]) ?? vault?.address,
    deploymentName:
      readSetting(nameText, [flag('--name', flags.name), variable('BALLAST_NAME')]) ?? vault?.name ?? 'wsteth',
    dataDir:
      dataDir === undefined ? resolve(folder, keeper?.dataDir ?? '.ballast') : resolve(workingDirectory, dataDir),
    databaseUrl:
      readSetting(databaseUrlSchema, [variable('BALLAST_DATABASE_URL'), variable('DATABASE_URL')]) ??
      keeper?.databaseUrl,
    intervalSeconds: keeper?.intervalSeconds ?? 12,
    policy: resolvePolicy(config.policy),
  };
}

import { resolve } from 'node:path';
import { z } from 'zod';
import { KeeperError } from '../core/errors.ts';
import { addressSchema } from './addressSchema.ts';
import { readConfig } from './readConfig.ts';
import { resolvePolicy } from './resolvePolicy.ts';
import type { SettingFlags, Settings } from './settings.ts';
import { databaseUrlSchema, rpcUrlSchema } from './urlSchemas.ts';

const chainIdText = z
  .string()
  .regex(/^[1-9]\d{0,15}$/, { error: 'must be a whole number above zero' })
  .transform(Number);
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
  const pick = <T>(
    schema: z.ZodType<T, string>,
    flag: [string, string | undefined],
    variable: string,
  ): T | undefined => {
    if (flag[1] !== undefined) return parseText(schema, flag[0], flag[1]);
    const text = env[variable];
    // An empty variable is how a shell unsets one for a single command.
    return text === undefined || text === '' ? undefined : parseText(schema, variable, text);
  };
  const dataDir = flags.dataDir ?? env.BALLAST_DATA_DIR;
  return {
    configPath: path,
    rpcUrl:
      pick(rpcUrlSchema, ['--rpc', flags.rpc], 'BALLAST_RPC_URL') ?? config.network?.rpcUrl ?? 'http://127.0.0.1:8545',
    chainId: pick(chainIdText, ['--chain-id', flags.chainId], 'BALLAST_CHAIN_ID') ?? config.network?.chainId ?? 1,
    vaultAddress: pick(addressSchema, ['--vault', flags.vault], 'BALLAST_VAULT') ?? config.vault?.address,
    deploymentName: pick(nameText, ['--name', flags.name], 'BALLAST_NAME') ?? config.vault?.name ?? 'wsteth',
    dataDir:
      dataDir === undefined
        ? resolve(folder, config.keeper?.dataDir ?? '.ballast')
        : resolve(workingDirectory, dataDir),
    databaseUrl:
      pick(databaseUrlSchema, ['--database-url', undefined], 'BALLAST_DATABASE_URL') ?? config.keeper?.databaseUrl,
    intervalSeconds: config.keeper?.intervalSeconds ?? 12,
    policy: resolvePolicy(config.policy),
  };
}

function parseText<T>(schema: z.ZodType<T, string>, name: string, text: string): T {
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data;
  const message = parsed.error.issues[0]?.message ?? 'is invalid';
  throw new KeeperError(`${name} ${message}.`, { kind: 'stop', facts: { setting: name } });
}

import type { Address } from 'viem';
import type { Policy } from '../core/policy.ts';

/** What every command runs with, after flags, environment, file and defaults have been put together. */
export interface Settings {
  /** The configuration file, where one was read. */
  readonly configPath: string | undefined;
  /** May carry a key: never print it. */
  readonly rpcUrl: string;
  readonly chainId: number;
  /** The vault that the user named; otherwise it stands in the deployment record. */
  readonly vaultAddress: Address | undefined;
  /** Name of the deployment record. */
  readonly deploymentName: string;
  /** Absolute. */
  readonly dataDir: string;
  /** May carry a password: never print it. */
  readonly databaseUrl: string | undefined;
  readonly intervalSeconds: number;
  readonly policy: Policy;
}

/** The settings that can be given on the command line, as text. */
export interface SettingFlags {
  readonly config?: string | undefined;
  readonly rpc?: string | undefined;
  readonly chainId?: string | undefined;
  readonly vault?: string | undefined;
  readonly name?: string | undefined;
  readonly dataDir?: string | undefined;
}

import type { PublicClient } from 'viem';
import { isReplica } from '../../../script/replica/isReplica.ts';
import { developmentDataDir } from '../../config/developmentDataDir.ts';
import { loadSettings } from '../../config/loadSettings.ts';
import type { SettingFlags, Settings } from '../../config/settings.ts';
import { KeeperError } from '../../core/errors.ts';
import { createNodeClient } from './createNodeClient.ts';

/** The settings and a node that was found to serve the right chain. */
export interface Session {
  readonly settings: Settings;
  readonly client: PublicClient;
  /** Whether the node is a development node; only the well-known development keys may sign for it then. */
  readonly replica: boolean;
  /** Where records and journal of this node lie. A development node has a folder of its own, since its history is not the real chain's. */
  readonly dataDir: string;
}

/**
 * Loads the settings and asks the node who it is.
 *
 * @throws KeeperError `stop` for wrong settings or another chain id than expected; the client's own error where no node answers
 */
export async function openSession(flags: SettingFlags): Promise<Session> {
  const settings = await loadSettings(flags);
  const client = createNodeClient(settings.rpcUrl, settings.chainId);
  const [chainId, replica] = await Promise.all([client.getChainId(), isReplica(client)]);
  if (chainId !== settings.chainId) {
    throw new KeeperError(
      `The node has chain id ${chainId}, but ${settings.chainId} is expected. Point --rpc at the right node, or set --chain-id or [network] chainId.`,
      { kind: 'stop', facts: { chainId, expected: settings.chainId } },
    );
  }
  return { settings, client, replica, dataDir: replica ? developmentDataDir(settings) : settings.dataDir };
}

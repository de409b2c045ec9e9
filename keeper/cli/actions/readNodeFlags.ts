import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { BootOptions } from '../../../script/replica/bootReplica.ts';
import { KeeperError } from '../../core/errors.ts';
import { parseWhole } from '../output/parseWhole.ts';
import { freePort } from '../process/freePort.ts';

export interface NodeFlags {
  readonly port?: string | undefined;
  readonly state?: string | undefined;
  readonly rpc?: string | undefined;
}

/**
 * How the replica, or a fork where an endpoint was named by `--rpc` or MAINNET_RPC_URL, is to be booted. Everything is looked at here, before
 * anything is compiled or started.
 *
 * @throws KeeperError `stop` for a port that is none or taken, an endpoint that is no URL, or a file that is not there
 */
export async function readNodeFlags(flags: NodeFlags): Promise<BootOptions> {
  const port = flags.port === undefined ? undefined : parseWhole(flags.port, '--port', 1, 65_535);
  const fork = flags.rpc ?? (process.env.MAINNET_RPC_URL === '' ? undefined : process.env.MAINNET_RPC_URL);
  if (fork !== undefined && !/^https?:$/.test(URL.canParse(fork) ? new URL(fork).protocol : '')) {
    throw refuse('The endpoint to fork (--rpc or MAINNET_RPC_URL) must be a URL that begins with http:// or https://.');
  }
  if (fork !== undefined && flags.state !== undefined) {
    throw refuse("A fork has mainnet's own state: leave --state out, or unset --rpc and MAINNET_RPC_URL.");
  }
  if (flags.state !== undefined) await requireFile(flags.state);
  if (port !== undefined && (await freePort(port)) === undefined) {
    throw refuse(
      `The replica found the port taken: another program uses ${port}. Choose another port with --port, or end that program.`,
    );
  }
  return {
    ...(port === undefined ? {} : { port }),
    ...(fork === undefined ? {} : { rpcUrl: fork }),
    ...(flags.state === undefined ? {} : { overlayStatePath: resolve(flags.state) }),
  };
}

async function requireFile(path: string): Promise<void> {
  await access(path).catch((cause: unknown) => {
    throw refuse(
      `There is no file ${path} to lay over the models. Check the path after --state, or leave it out.`,
      cause,
    );
  });
}

function refuse(sentence: string, cause?: unknown): KeeperError {
  return new KeeperError(sentence, { kind: 'stop', cause });
}

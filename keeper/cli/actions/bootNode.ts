import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type BootedReplica, bootReplica } from '../../../script/replica/bootReplica.ts';
import { KeeperError } from '../../core/errors.ts';
import type { Output } from '../output/createOutput.ts';
import { parseWhole } from '../output/parseWhole.ts';

export interface NodeFlags {
  readonly port?: string | undefined;
  readonly state?: string | undefined;
  readonly rpc?: string | undefined;
}

/** Boots the replica, or a fork where an endpoint was named by `--rpc` or MAINNET_RPC_URL. */
export async function bootNode(output: Output, flags: NodeFlags): Promise<BootedReplica> {
  const port = flags.port === undefined ? undefined : parseWhole(flags.port, '--port', 1, 65_535);
  const fork = flags.rpc ?? (process.env.MAINNET_RPC_URL === '' ? undefined : process.env.MAINNET_RPC_URL);
  if (fork !== undefined && !/^https?:$/.test(URL.canParse(fork) ? new URL(fork).protocol : '')) {
    throw new KeeperError(
      'The endpoint to fork (--rpc or MAINNET_RPC_URL) must be a URL that begins with http:// or https://.',
      { kind: 'stop' },
    );
  }
  if (fork !== undefined && flags.state !== undefined) {
    throw new KeeperError("A fork has mainnet's own state: leave --state out, or unset --rpc and MAINNET_RPC_URL.", {
      kind: 'stop',
    });
  }
  if (flags.state !== undefined) await requireFile(flags.state);
  output.note(fork === undefined ? 'Booting the replica …' : 'Forking mainnet …');
  return bootReplica({
    ...(port === undefined ? {} : { port }),
    ...(fork === undefined ? {} : { rpcUrl: fork }),
    ...(flags.state === undefined ? {} : { overlayStatePath: resolve(flags.state) }),
  });
}

async function requireFile(path: string): Promise<void> {
  await access(path).catch((cause: unknown) => {
    throw new KeeperError(
      `There is no file ${path} to lay over the models. Check the path after --state, or leave it out.`,
      {
        kind: 'stop',
        cause,
      },
    );
  });
}

import { describeNode } from '../output/redactUrls.ts';
import type { Session } from '../session/openSession.ts';
import type { Check } from './check.ts';

/** A node that is further behind than this shows a world that has passed. */
const staleBlockSeconds = 120n;

/** Which chain the node serves, and whether it is in sync. */
export async function checkChainState({ client, settings, replica }: Session): Promise<readonly Check[]> {
  const [block, version] = await Promise.all([client.getBlock(), client.request({ method: 'web3_clientVersion' })]);
  const age = BigInt(Math.floor(Date.now() / 1000)) - block.timestamp;
  const kind = replica
    ? 'a development node: only the development accounts may sign'
    : 'not a development node: only a key of your own may sign';
  const behind = !replica && age > staleBlockSeconds;
  return [
    { name: 'rpc', status: 'ok', message: `${version} at ${describeNode(settings.rpcUrl)}, ${kind}` },
    { name: 'chain', status: 'ok', message: `id ${settings.chainId} as expected` },
    {
      name: 'block',
      status: behind ? 'warn' : 'ok',
      message: behind
        ? `${block.number} is ${age} s old: the node is behind. Wait until it is in sync, or use another one.`
        : `${block.number}`,
    },
  ];
}

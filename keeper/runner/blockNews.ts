import type { Client, PublicClient, WebSocketTransport } from 'viem';
import { watchBlockNumber } from 'viem/actions';
import { describeRpcFailure } from '../observe/fromRpc.ts';
import type { Log } from './createLog.ts';
import { pause } from './pause.ts';

export type BlockNews = {
  /** Returns when a block may have come, and after `limitMs` in any case. */
  next(limitMs: number, signal: AbortSignal): Promise<void>;
  close(): void;
};

/** Word of new blocks from a node that sends it (eth_subscribe); undefined where the connection is not a WebSocket. */
export function blockNews(client: PublicClient, log: Log): BlockNews | undefined {
  if (client.transport.type !== 'webSocket') return undefined;
  let wake = new AbortController();
  // The check above is what this type says.
  const close = watchBlockNumber(client as Client as Client<WebSocketTransport>, {
    poll: false,
    onBlockNumber: () => wake.abort(),
    onError: (error) => log.warn({ reason: describeRpcFailure(error) }, 'subscription.failed'),
  });
  return {
    next: async (limitMs, signal) => {
      await pause(limitMs, AbortSignal.any([signal, wake.signal]));
      // News that comes from here on is for the next wait.
      if (wake.signal.aborted) wake = new AbortController();
    },
    close,
  };
}

import { BaseError, HttpRequestError, TimeoutError } from 'viem';
import { KeeperError } from '../core/errors.ts';

/**
 * Awaits a request to the node and turns its failure into a KeeperError of kind `retry`.
 *
 * The client library's own message carries the RPC URL, often with a key in it, so none of it is passed on but what the node itself said.
 */
export async function fromRpc<T>(method: string, request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (cause) {
    if (cause instanceof KeeperError) throw cause;
    throw new KeeperError(
      `The node did not answer ${method}: ${describeRpcFailure(cause)}. Check that it is up and in sync.`,
      {
        kind: 'retry',
        facts: { method },
        cause,
      },
    );
  }
}

/** What went wrong with a request in a few words, without any URL. */
export function describeRpcFailure(error: unknown): string {
  if (!(error instanceof BaseError)) return 'the connection failed';
  const timeout = error.walk((inner) => inner instanceof TimeoutError);
  if (timeout !== null) return 'it took too long';
  const http = error.walk((inner) => inner instanceof HttpRequestError);
  if (http instanceof HttpRequestError && http.status !== undefined) return `HTTP status ${http.status}`;
  const rpc = error.walk((inner) => inner instanceof Error && 'code' in inner && typeof inner.code === 'number');
  if (rpc instanceof BaseError && 'code' in rpc)
    return `error ${rpc.code}, ${withoutUrls(rpc.details || rpc.shortMessage)}`;
  return http === null ? withoutUrls(error.shortMessage) : 'the connection failed or the answer was cut off';
}

function withoutUrls(text: string): string {
  return text.replaceAll(/\b[a-z]+:\/\/\S+/gi, '<url>').replace(/\.$/, '');
}

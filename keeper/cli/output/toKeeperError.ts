import { KeeperError } from '../../core/errors.ts';
import { redactUrls } from './redactUrls.ts';

interface LibraryError extends Error {
  readonly shortMessage?: string;
  readonly url?: string;
  readonly status?: number;
  readonly reason?: string;
  readonly data?: { readonly errorName?: string; readonly args?: readonly unknown[] };
}

/**
 * Says an error of a library (viem above all) in one sentence. Errors are told apart by name, so that a command which never needed the
 * client library need not load it to fail.
 */
export function toKeeperError(thrown: unknown): KeeperError {
  const chain = causes(thrown);
  const named = (...names: string[]) => chain.find((error) => names.includes(error.name));

  const keeperError = chain.find((error) => error instanceof KeeperError);
  if (keeperError instanceof KeeperError) return keeperError;

  const transport = named('HttpRequestError', 'WebSocketRequestError', 'TimeoutError', 'SocketClosedError');
  if (transport !== undefined) return transportError(transport, thrown);

  const funds = named('InsufficientFundsError');
  if (funds !== undefined) {
    return new KeeperError('The account has too little ETH to pay for gas. Send it some, or choose another account.', {
      kind: 'stop',
      cause: thrown,
    });
  }
  const revert = named('ContractFunctionRevertedError');
  if (revert !== undefined) return revertError(revert, thrown);

  const first = chain[0];
  const words = first?.shortMessage ?? first?.message.split('\n')[0] ?? String(thrown);
  return new KeeperError(`${redactUrls(words).replace(/\.?$/, '.')} Set BALLAST_DEBUG=1 to see the cause.`, {
    kind: 'stop',
    cause: thrown,
  });
}

function causes(thrown: unknown): LibraryError[] {
  const chain: LibraryError[] = [];
  for (let error = thrown; error instanceof Error && !chain.includes(error); error = error.cause) chain.push(error);
  return chain;
}

function transportError(error: LibraryError, cause: unknown): KeeperError {
  const node = error.url === undefined ? 'the RPC URL' : redactUrls(error.url);
  const refused = error.status === 401 || error.status === 403;
  if (refused) {
    return new KeeperError(
      `The node at ${node} refuses the request (HTTP ${error.status}). Check the key in the RPC URL.`,
      {
        kind: 'stop',
        facts: { node, status: error.status },
        cause,
      },
    );
  }
  const what = error.status === undefined ? 'No node answers' : `An error (HTTP ${error.status}) comes back`;
  return new KeeperError(
    `${what} at ${node}. Start one with \`npx ballast replica\`, or set the right URL with --rpc, BALLAST_RPC_URL or [network] rpcUrl.`,
    { kind: 'retry', facts: { node, status: error.status }, cause },
  );
}

function revertError(error: LibraryError, cause: unknown): KeeperError {
  const { errorName, args } = error.data ?? {};
  const words =
    errorName === undefined ? (error.reason ?? 'no reason given') : `${errorName}(${(args ?? []).join(', ')})`;
  return new KeeperError(`The contract refuses: ${words}.`, {
    kind: 'stop',
    facts: { error: errorName },
    cause,
  });
}

/** What the runner does with an error: try the tick again, pass over this vault for this tick, or stop for a person. */
export type ErrorKind = 'retry' | 'skip' | 'stop';

/** Values that belong to an error and are safe to print: never an RPC URL, never a key. */
export type ErrorFacts = Readonly<Record<string, string | number | bigint | boolean | undefined>>;

/**
 * The one error class of the keeper and the CLI.
 *
 * `shortMessage` is one sentence for people: what was wrong, what was expected, what to do. The message of a client library is never copied
 * into it, because such messages carry RPC URLs.
 */
export class KeeperError extends Error {
  override readonly name = 'KeeperError';
  readonly shortMessage: string;
  readonly kind: ErrorKind;
  readonly facts: ErrorFacts;

  constructor(shortMessage: string, options: { kind: ErrorKind; facts?: ErrorFacts; cause?: unknown }) {
    super(shortMessage, { cause: options.cause });
    this.shortMessage = shortMessage;
    this.kind = options.kind;
    this.facts = options.facts ?? {};
  }
}

import { parseArgs } from 'node:util';
import { KeeperError } from '../../keeper/core/errors.ts';

export interface MutateArguments {
  /** How many mutants to draw; all where it is not given. */
  readonly sample: number | undefined;
  readonly seed: string;
  /** Begins of file names; empty means all. */
  readonly files: readonly string[];
  readonly operators: readonly string[];
  /** Only lines that changed after this commit. */
  readonly since: string | undefined;
  readonly jobs: number;
  /** Say what would be tried, and try nothing. */
  readonly list: boolean;
  /** Believe no earlier result. */
  readonly fresh: boolean;
}

const usage =
  'mutate takes --sample N, --seed S, --file PATH and --operator NAME (more than once, or with commas), --since COMMIT, --jobs N, --list and ' +
  '--fresh; after npm run, put -- before them.';

/** @throws KeeperError `stop` for an argument that is not known, or no number where one is needed */
export function parseArguments(args: readonly string[]): MutateArguments {
  const values = parse(args);
  return {
    sample: values.sample === undefined ? undefined : count(values.sample, '--sample'),
    seed: values.seed,
    files: values.file.flatMap((names) => names.split(',')),
    operators: values.operator.flatMap((names) => names.split(',')),
    since: values.since,
    jobs: count(values.jobs, '--jobs'),
    list: values.list,
    fresh: values.fresh,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        sample: { type: 'string' },
        seed: { type: 'string', default: 'ballast' },
        file: { type: 'string', multiple: true, default: [] },
        operator: { type: 'string', multiple: true, default: [] },
        since: { type: 'string' },
        jobs: { type: 'string', default: '1' },
        list: { type: 'boolean', default: false },
        fresh: { type: 'boolean', default: false },
      },
    }).values;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0]?.replace(/\.$/, '') : String(cause);
    throw new KeeperError(`${reason}; ${usage}`, { kind: 'stop', cause });
  }
}

function count(text: string, name: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new KeeperError(`${name} is ${text}, and must be a whole number over 0; ${usage}`, { kind: 'stop' });
}

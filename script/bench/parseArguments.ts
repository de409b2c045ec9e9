import { parseArgs } from 'node:util';
import { KeeperError } from '../../keeper/core/errors.ts';

export interface BenchArguments {
  readonly json: boolean;
  /** Say what can be measured, and measure nothing. */
  readonly list: boolean;
  /** Names or groups of figures; empty means all. */
  readonly only: readonly string[];
}

/** @throws KeeperError `stop` for an argument that is not known */
export function parseArguments(args: readonly string[]): BenchArguments {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        json: { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true, default: [] },
      },
    });
    const only = values.only.flatMap((names) => names.split(',')).map((name) => name.trim());
    return { json: values.json, list: values.list, only: only.filter((name) => name !== '') };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0]?.replace(/\.$/, '') : String(cause);
    throw new KeeperError(
      `${reason}. Bench takes --json, --list and --only NAME (more than once, or with commas); after npm run, put -- before them.`,
      { kind: 'stop', cause },
    );
  }
}

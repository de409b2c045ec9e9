import type { z } from 'zod';
import { KeeperError } from '../core/errors.ts';

/** Where a setting may be given as text, the first that is given counting. */
export interface SettingSource {
  /** What it is called in errors: a flag such as `--rpc`, or a variable. */
  readonly name: string;
  readonly text: string | undefined;
}

/**
 * Reads a setting from the first source that gives it.
 *
 * @returns undefined where none does
 * @throws KeeperError `stop` that names the source with a wrong value
 */
export function readSetting<T>(schema: z.ZodType<T, string>, sources: readonly SettingSource[]): T | undefined {
  const given = sources.find(({ text }) => text !== undefined);
  if (given === undefined) return undefined;
  const parsed = schema.safeParse(given.text);
  if (parsed.success) return parsed.data;
  const message = parsed.error.issues[0]?.message ?? 'is invalid';
  throw new KeeperError(`${given.name} ${message}.`, { kind: 'stop', facts: { setting: given.name } });
}

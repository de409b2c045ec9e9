import { parse } from 'smol-toml';
import type { z } from 'zod';
import { KeeperError } from '../core/errors.ts';
import { type Config, configSchema } from './configSchema.ts';
import { knownKeys } from './knownKeys.ts';
import { nearestKey } from './nearestKey.ts';

/**
 * Reads the text of a configuration file.
 *
 * @param file how the file is called in errors
 * @throws KeeperError `stop` for text that is not TOML, an unknown key or a value outside its range
 */
export function parseConfig(text: string, file: string): Config {
  const parsed = configSchema.safeParse(parseToml(text, file));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new KeeperError(issue === undefined ? `${file} is invalid.` : describeIssue(issue, file), {
    kind: 'stop',
    facts: { file, key: issue?.path.join('.') },
  });
}

function parseToml(text: string, file: string): unknown {
  try {
    // Whole numbers as bigint, because amounts in wei pass what a double can hold; those that fit come back as numbers.
    return parse(text, { integersAsBigInt: 'asNeeded' });
  } catch (cause) {
    const line = cause instanceof Error && 'line' in cause ? ` in line ${cause.line}` : '';
    throw new KeeperError(
      `${file} is not valid TOML${line}. Correct it, or leave --config out to run with the defaults.`,
      {
        kind: 'stop',
        facts: { file },
        cause,
      },
    );
  }
}

function describeIssue(issue: z.core.$ZodIssue, file: string): string {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const unknown = issue.keys[0] ?? '';
    const known = knownKeys(configSchema, path);
    const nearest = nearestKey(unknown, known);
    const place = path.length === 0 ? 'at the top level' : `in [${path.join('.')}]`;
    const remedy = nearest === undefined ? `Known keys are ${known.join(', ')}.` : `Did you mean "${nearest}"?`;
    return `${file}: unknown key "${unknown}" ${place}. ${remedy}`;
  }
  const section = path.slice(0, -1).join('.');
  const place = section === '' ? `[${path.join('.')}]` : `${path.at(-1)} in [${section}]`;
  return `${file}: ${place} ${sentence(issue.message)}`;
}

function sentence(message: string): string {
  return message
    .replace(/^Invalid input: expected (\S+), received (\S+)$/, 'must be of type $1, not $2')
    .replace(/\.?$/, '.');
}

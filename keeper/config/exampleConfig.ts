import { z } from 'zod';
import { defaultPolicy } from '../core/policy.ts';
import { configSchema } from './configSchema.ts';

/** Values that stand in the example where a key has no default of its own, or one that is not a constant. */
const samples: Readonly<Record<string, unknown>> = {
  'network.rpcUrl': 'http://127.0.0.1:8545',
  'network.chainId': 1,
  'vault.address': '0x0000000000000000000000000000000000000001',
  'vault.name': 'wsteth',
  'keeper.dataDir': './.ballast',
  'keeper.databaseUrl': 'postgres://127.0.0.1/ballast',
  'keeper.intervalSeconds': 12,
  ...policySamples(),
};

/** A configuration file that has every key, described and commented out, with its default. */
export function exampleConfig(): string {
  const head =
    'Every setting of ballast.toml with its default. Take what you want to change; a key that is not listed here is an error.';
  return [comment(head), ...section([], configSchema)].join('\n');
}

function section(path: readonly string[], schema: z.ZodObject): readonly string[] {
  return Object.entries(schema.shape).flatMap(([key, value]) => {
    const place = [...path, key];
    const inner = unwrap(value);
    const words = [describe(value)].filter((text) => text !== '').map(comment);
    if (inner instanceof z.ZodObject) return ['', `[${place.join('.')}]`, ...words, ...section(place, inner)];
    return [...words, `# ${key} = ${toToml(samples[place.join('.')])}`];
  });
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional ? unwrap(schema.unwrap()) : schema;
}

function describe(schema: z.core.$ZodType): string {
  const own = schema instanceof z.ZodType ? schema.description : undefined;
  if (own !== undefined) return own;
  return schema instanceof z.ZodOptional ? describe(schema.unwrap()) : '';
}

function comment(text: string): string {
  return `# ${text}`;
}

function toToml(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value).replace(/\B(?=(\d{3})+$)/g, '_');
}

function policySamples(): Readonly<Record<string, bigint>> {
  const groups = Object.entries(defaultPolicy).flatMap(([group, fields]) =>
    Object.entries(fields as Readonly<Record<string, bigint>>).map(
      ([field, value]) => [`policy.${group}.${field}`, value] as const,
    ),
  );
  return Object.fromEntries(groups);
}

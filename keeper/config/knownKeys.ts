import { z } from 'zod';

/** The keys of the object at `path` in a schema, seen through optional wrappers; none where the path leads to something else. */
export function knownKeys(schema: z.core.$ZodType, path: readonly string[]): readonly string[] {
  const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
  if (!(inner instanceof z.ZodObject)) return [];
  const shape: Readonly<Record<string, z.core.$ZodType>> = inner.shape;
  const [head, ...rest] = path;
  if (head === undefined) return Object.keys(shape);
  const child = shape[head];
  return child === undefined ? [] : knownKeys(child, rest);
}

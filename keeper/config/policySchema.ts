import { z } from 'zod';
import { type Policy, type PolicyBound, policyBounds } from '../core/policy.ts';

/** A policy of which any group and any number may be left out. */
export type PolicyChanges = { readonly [Group in keyof Policy]?: { readonly [Field in keyof Policy[Group]]?: bigint } };

/** [policy] of the configuration file: the groups and numbers of the core's policy, each described and held within its bounds. */
export const policySchema: z.ZodType<PolicyChanges> = z.strictObject(
  Object.fromEntries(Object.entries(policyBounds).map(([group, fields]) => [group, groupSchema(fields).optional()])),
) as unknown as z.ZodType<PolicyChanges>;

function groupSchema(fields: Readonly<Record<string, PolicyBound>>) {
  return z.strictObject(
    Object.fromEntries(Object.entries(fields).map(([field, bound]) => [field, numberSchema(bound).optional()])),
  );
}

/** A whole number, or a string of digits where it passes what TOML's integers hold. */
function numberSchema({ min, max, unit, guards }: PolicyBound) {
  return z
    .union([z.int(), z.bigint(), z.string().regex(/^-?\d+$/)], { error: `must be a whole number (${unit})` })
    .transform((value) => BigInt(value))
    .refine((value) => value >= min && value <= max, { error: `must lie between ${min} and ${max} (${unit})` })
    .describe(`In ${unit}, ${min} to ${max}. It guards against: ${guards[0]?.toLowerCase()}${guards.slice(1)}`);
}

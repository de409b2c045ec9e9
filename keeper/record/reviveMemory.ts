import { z } from 'zod';
import type { Memory } from '../core/memory.ts';

const amount = z
  .string()
  .regex(/^-?\d+$/)
  .transform(BigInt);
const address = z.templateLiteral(['0x', z.string()]);

const memorySchema = z.strictObject({
  rateObservations: z.array(z.strictObject({ timestamp: amount, parWad: amount })),
  lowCarrySince: z.array(z.strictObject({ strategy: address, since: amount })),
  lastBatch: z.strictObject({ nonce: amount, seenAt: amount }).optional(),
});

/** A memory from the journal's JSON; undefined where it has another form, as one of another version, so that the timers start anew. */
export function reviveMemory(json: unknown): Memory | undefined {
  const parsed = memorySchema.safeParse(json);
  if (!parsed.success) return undefined;
  const { lastBatch, ...rest } = parsed.data;
  return lastBatch === undefined ? rest : { ...rest, lastBatch };
}

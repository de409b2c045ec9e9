import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { KeeperError } from '../../../keeper/core/errors.ts';
import type { AcceptedSurvivor } from '../types.ts';

const schema = z.array(
  z.strictObject({
    id: z.string(),
    file: z.string(),
    function: z.string(),
    operator: z.string(),
    before: z.string(),
    after: z.string(),
    reason: z.string().min(10, 'say why no test needs to tell it from the original'),
  }),
);

/** @throws KeeperError `stop` where the list is not one, or an entry has no reason */
export async function readAccepted(path: string): Promise<AcceptedSurvivor[]> {
  const parsed = schema.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new KeeperError(`${path} is not a list of survivors with reasons: ${z.prettifyError(parsed.error)}`, {
    kind: 'stop',
  });
}

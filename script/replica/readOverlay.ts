import { readFile } from 'node:fs/promises';
import { getAddress, type Hex, isAddress, isHex, keccak256 } from 'viem';
import { z } from 'zod';
import { KeeperError } from '../../keeper/core/errors.ts';
import type { OverlayState } from './types.ts';

const hex = z.string().refine((text): text is Hex => isHex(text), 'must be hexadecimal, starting with 0x');
const word = z.union([hex, z.object({ value: hex }).transform(({ value }) => value)]);
const account = z.object({
  address: z.string().refine((text) => isAddress(text, { strict: false }), 'must be an address'),
  codeHash: hex,
  code: hex,
  storage: z.record(hex, word).default({}),
});

/**
 * Reads recorded mainnet state: `{name: {address, codeHash, code, storage}}`, where a storage word is hexadecimal or `{value, block}`.
 *
 * @throws KeeperError `stop` when the file is missing or malformed, or when a code does not have the hash that it claims
 */
export async function readOverlay(path: string): Promise<OverlayState> {
  const refuse = (reason: string, cause?: unknown) =>
    new KeeperError(
      `The state file ${path} ${reason}. It must be JSON of the form {name: {address, codeHash, code, storage}}, as recorded from mainnet.`,
      { kind: 'stop', facts: { path }, cause },
    );
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw refuse('cannot be read', cause);
  });
  const parsed = z.record(z.string(), account).safeParse(parseJson(text));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw refuse(
      `is malformed at ${issue?.path.join('.') || 'its root'}: ${issue?.message ?? 'unknown'}`,
      parsed.error,
    );
  }
  const entries = Object.entries(parsed.data);
  const broken = entries.find(([, { code, codeHash }]) => keccak256(code) !== codeHash.toLowerCase());
  if (broken !== undefined) throw refuse(`holds a code of ${broken[0]} that does not have the hash it claims`);
  return Object.fromEntries(entries.map(([name, data]) => [name, { ...data, address: getAddress(data.address) }]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

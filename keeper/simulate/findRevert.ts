import { type Hex, isHex } from 'viem';

/** What a contract gave back when it reverted. */
export type Revert = { readonly data: Hex };

/**
 * The revert inside a client library's error, or undefined where the request failed for another reason (transport, node).
 * Nodes agree on code 3 and on the words "execution reverted", and differ in whether they give the data.
 */
export function findRevert(error: unknown): Revert | undefined {
  const chain = [...causes(error)];
  const data = chain.map(dataOf).find((candidate) => candidate !== undefined);
  if (chain.some((link) => 'code' in link && link.code === 3)) return { data: data ?? '0x' };
  const text = chain.map((link) => `${'details' in link ? link.details : ''} ${'message' in link ? link.message : ''}`);
  return text.some((words) => /execution reverted|revert(ed)? without/i.test(words))
    ? { data: data ?? '0x' }
    : undefined;
}

function* causes(error: unknown): Generator<object> {
  for (let link = error; typeof link === 'object' && link !== null; link = 'cause' in link ? link.cause : undefined)
    yield link;
}

function dataOf(link: object): Hex | undefined {
  const data = 'data' in link ? link.data : undefined;
  if (isHex(data)) return data;
  // Some nodes wrap it once more.
  return typeof data === 'object' && data !== null && 'data' in data && isHex(data.data) ? data.data : undefined;
}

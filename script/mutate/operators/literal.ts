import { span } from '../span.ts';
import { textOf } from '../textOf.ts';
import type { Operator } from '../types.ts';

/** So long are only addresses, and hashes that name a place in storage: what is wrong there is no question of arithmetic. */
const longestNumber = 40;

/** From here on one more would be lost in rounding, and be no fault. */
const large = 1000;

/** A constant is another: one more where it is small, twice where it is large. */
export const literal: Operator = (node, { source, ancestors }) => {
  if (node.nodeType !== 'Literal' || ancestors.at(-1)?.nodeType === 'ArrayTypeName') return [];
  const text = textOf(node, source);
  if (node.kind === 'bool') return [{ ...span(node), text: text === 'true' ? 'false' : 'true' }];
  if (node.kind !== 'number' || text.length > longestNumber) return [];
  const value = Number(String(node.value).replaceAll('_', ''));
  if (value === 0 || value === 1) return [{ ...span(node), text: text.replace(/^[01]/, value === 0 ? '1' : '0') }];
  return [{ ...span(node), text: value < large ? `(${text} + 1)` : `(${text} * 2)` }];
};

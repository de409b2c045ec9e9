import { childOf } from '../childOf.ts';
import { span } from '../span.ts';
import type { Operator } from '../types.ts';

const others: Readonly<Record<string, string>> = { Floor: 'Ceil', Ceil: 'Floor', min: 'max', max: 'min' };

/** A result is rounded the other way; the smaller of two becomes the larger. */
export const rounding: Operator = (node, { ancestors }) => {
  const name = String(node.memberName);
  const other = node.nodeType === 'MemberAccess' ? others[name] : undefined;
  // The limits of a type go by the same names and are not called.
  const called = childOf(ancestors.at(-1), 'expression') === node;
  if (other === undefined || ((name === 'min' || name === 'max') && !called)) return [];
  const { end } = span(node);
  return [{ start: end - name.length, end, text: other }];
};

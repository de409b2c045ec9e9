import { span } from '../span.ts';
import type { Operator } from '../types.ts';

/** A function runs without one of its modifiers. A constructor's may be its bases, without which it would not compile. */
export const modifier: Operator = (node, { ancestors }) => {
  if (node.nodeType !== 'ModifierInvocation' || ancestors.at(-1)?.kind === 'constructor') return [];
  return [{ ...span(node), text: '' }];
};

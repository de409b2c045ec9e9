import { dropStatement } from '../dropStatement.ts';
import type { Operator } from '../types.ts';

/** What happened is not told. */
export const event: Operator = (node, { source }) =>
  node.nodeType === 'EmitStatement' ? [dropStatement(node, source)] : [];

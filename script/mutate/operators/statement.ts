import { childOf } from '../childOf.ts';
import { dropStatement } from '../dropStatement.ts';
import type { Operator } from '../types.ts';

const guards: readonly unknown[] = ['require', 'assert', 'revert'];

/** What changes something goes: an assignment, a call, a jump in a loop. */
export const statement: Operator = (node, { source }) => {
  if (node.nodeType === 'Continue' || node.nodeType === 'Break') return [dropStatement(node, source)];
  const expression = childOf(node, 'expression');
  if (node.nodeType !== 'ExpressionStatement' || expression === undefined) return [];
  if (guards.includes(childOf(expression, 'expression')?.name)) return [];
  return ['Assignment', 'FunctionCall', 'UnaryOperation'].includes(expression.nodeType)
    ? [dropStatement(node, source)]
    : [];
};

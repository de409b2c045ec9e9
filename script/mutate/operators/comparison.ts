import { swapOperator } from '../swapOperator.ts';
import type { Operator } from '../types.ts';

const opposites: Readonly<Record<string, string>> = {
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  '==': '!=',
  '!=': '==',
};

/** A comparison says the opposite. */
export const comparison: Operator = (node, { source }) => {
  const opposite = node.nodeType === 'BinaryOperation' ? opposites[String(node.operator)] : undefined;
  return opposite === undefined ? [] : swapOperator(node, source, ['leftExpression', 'rightExpression'], [opposite]);
};

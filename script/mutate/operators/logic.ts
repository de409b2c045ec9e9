import { swapOperator } from '../swapOperator.ts';
import type { Operator } from '../types.ts';

/** "And" becomes "or", and the other way about. */
export const logic: Operator = (node, { source }) => {
  if (node.nodeType !== 'BinaryOperation' || (node.operator !== '&&' && node.operator !== '||')) return [];
  return swapOperator(node, source, ['leftExpression', 'rightExpression'], [node.operator === '&&' ? '||' : '&&']);
};

import { swapOperator } from '../swapOperator.ts';
import type { Operator } from '../types.ts';

const neighbours: Readonly<Record<string, string>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' };

/** A comparison counts equality to its other side. */
export const boundary: Operator = (node, { source }) => {
  const neighbour = node.nodeType === 'BinaryOperation' ? neighbours[String(node.operator)] : undefined;
  return neighbour === undefined ? [] : swapOperator(node, source, ['leftExpression', 'rightExpression'], [neighbour]);
};

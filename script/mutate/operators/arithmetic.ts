import { span } from '../span.ts';
import { swapOperator } from '../swapOperator.ts';
import type { Operator } from '../types.ts';

const others: Readonly<Record<string, string>> = {
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '<<': '>>',
  '>>': '<<',
  '&': '|',
  '|': '&',
};

/** An operation becomes its inverse; a minus sign goes. */
export const arithmetic: Operator = (node, { source }) => {
  if (node.nodeType === 'UnaryOperation' && node.operator === '-') {
    const { start } = span(node);
    return [{ start, end: start + 1, text: '' }];
  }
  const other = node.nodeType === 'BinaryOperation' ? others[String(node.operator)] : undefined;
  return other === undefined ? [] : swapOperator(node, source, ['leftExpression', 'rightExpression'], [other]);
};

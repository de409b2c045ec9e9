import { span } from '../span.ts';
import { swapOperator } from '../swapOperator.ts';
import type { Operator } from '../types.ts';

const others: Readonly<Record<string, string>> = {
  '+=': '-=',
  '-=': '+=',
  '*=': '/=',
  '/=': '*=',
  '|=': '&=',
  '&=': '|=',
};

/** An assignment that changes a value changes it the other way; so does a step by one. */
export const assignment: Operator = (node, { source }) => {
  const operator = String(node.operator);
  if (node.nodeType === 'UnaryOperation' && (operator === '++' || operator === '--')) {
    const { start, end } = span(node);
    const at = node.prefix === true ? start : end - 2;
    return [{ start: at, end: at + 2, text: operator === '++' ? '--' : '++' }];
  }
  const other = node.nodeType === 'Assignment' ? others[operator] : undefined;
  return other === undefined ? [] : swapOperator(node, source, ['leftHandSide', 'rightHandSide'], [other]);
};

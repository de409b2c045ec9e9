import { childOf } from '../childOf.ts';
import { span } from '../span.ts';
import { textOf } from '../textOf.ts';
import type { AstNode, Operator } from '../types.ts';

/** A condition is negated, except where another operator does it: a comparison, or one that is a negation already and loses that. */
export const negation: Operator = (node, { source }) => {
  if (node.nodeType === 'UnaryOperation' && node.operator === '!') {
    const { start } = span(node);
    return [{ start, end: start + 1, text: '' }];
  }
  const condition = conditionOf(node);
  if (condition === undefined || isNegation(condition) || isComparison(condition)) return [];
  return [{ ...span(condition), text: `!(${textOf(condition, source)})` }];
};

function conditionOf(node: AstNode): AstNode | undefined {
  if (node.nodeType !== 'FunctionCall') return childOf(node, 'condition');
  const [first] = node.arguments as readonly AstNode[];
  return childOf(node, 'expression')?.name === 'require' ? first : undefined;
}

function isNegation(condition: AstNode): boolean {
  return condition.nodeType === 'UnaryOperation' && condition.operator === '!';
}

function isComparison(condition: AstNode): boolean {
  return condition.nodeType === 'BinaryOperation' && /^(?:[<>]=?|[=!]=)$/.test(String(condition.operator));
}

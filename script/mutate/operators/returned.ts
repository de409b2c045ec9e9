import { childOf } from '../childOf.ts';
import { span } from '../span.ts';
import { textOf } from '../textOf.ts';
import type { AstNode, Operator } from '../types.ts';

/** A function returns nothing of what it found: zero, the zero address, the other truth. */
export const returned: Operator = (node, { source, ancestors }) => {
  const expression = childOf(node, 'expression');
  if (node.nodeType !== 'Return' || expression === undefined || expression.nodeType === 'Literal') return [];
  const type = onlyReturnType(ancestors.findLast(({ nodeType }) => nodeType === 'FunctionDefinition'));
  const text = textOf(expression, source);
  // A comparison and a negation are turned over by operators of their own.
  const turned = ['BinaryOperation', 'UnaryOperation'].includes(expression.nodeType);
  if (type === 'bool') return turned ? [] : [{ ...span(expression), text: `!(${text})` }];
  if (type === 'address') return [{ ...span(expression), text: 'address(0)' }];
  return type !== undefined && /^u?int\d*$/.test(type) ? [{ ...span(expression), text: '0' }] : [];
};

function onlyReturnType(definition: AstNode | undefined): string | undefined {
  const parameters = childOf(definition, 'returnParameters')?.parameters as readonly AstNode[] | undefined;
  const type = parameters?.length === 1 ? childOf(parameters[0], 'typeName') : undefined;
  return type?.nodeType === 'ElementaryTypeName' ? String(type.name) : undefined;
}

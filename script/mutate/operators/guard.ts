import { childOf } from '../childOf.ts';
import { dropStatement } from '../dropStatement.ts';
import type { AstNode, Operator } from '../types.ts';

/** What keeps something from happening goes: a `require`, an `if` that reverts or returns early. */
export const guard: Operator = (node, { source }) => {
  const called = childOf(childOf(node, 'expression'), 'expression')?.name;
  const requires = node.nodeType === 'ExpressionStatement' && (called === 'require' || called === 'assert');
  return requires || isEarlyEnd(node) ? [dropStatement(node, source)] : [];
};

function isEarlyEnd(node: AstNode): boolean {
  if (node.nodeType !== 'IfStatement' || childOf(node, 'falseBody') !== undefined) return false;
  const body = childOf(node, 'trueBody');
  const statements = body?.nodeType === 'Block' ? (body.statements as readonly AstNode[]) : [body];
  const [first] = statements;
  return first?.nodeType === 'RevertStatement' || first?.nodeType === 'Return';
}

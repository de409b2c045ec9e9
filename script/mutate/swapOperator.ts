import { childOf } from './childOf.ts';
import { span } from './span.ts';
import type { AstNode, Edit, ParsedSource } from './types.ts';

/**
 * Writes other operators between two operands.
 *
 * @param keys the operands' names in the syntax tree, the left one first
 */
export function swapOperator(
  node: AstNode,
  source: ParsedSource,
  keys: readonly [string, string],
  replacements: readonly string[],
): Edit[] {
  const left = childOf(node, keys[0]);
  const right = childOf(node, keys[1]);
  if (left === undefined || right === undefined) return [];
  const between = source.bytes.subarray(span(left).end, span(right).start).toString('latin1');
  const at = between.indexOf(String(node.operator));
  if (at < 0) return [];
  const start = span(left).end + at;
  return replacements.map((text) => ({ start, end: start + String(node.operator).length, text }));
}

import { span } from './span.ts';
import type { AstNode, ParsedSource } from './types.ts';

/** A node as it is written. */
export function textOf(node: AstNode, source: ParsedSource): string {
  const { start, end } = span(node);
  return source.bytes.subarray(start, end).toString('utf8');
}

import { span } from './span.ts';
import type { AstNode, Edit, ParsedSource } from './types.ts';

/** Replaces a statement by an empty block, which may stand wherever a statement may. */
export function dropStatement(node: AstNode, source: ParsedSource): Edit {
  const { start, end } = span(node);
  const rest = source.bytes.subarray(end).toString('utf8');
  // The compiler counts the semicolon to a simple statement's parent.
  const semicolon = /^\s*;/.exec(rest)?.[0] ?? '';
  return { start, end: end + Buffer.byteLength(semicolon), text: '{}' };
}

import type { AstNode } from './types.ts';

/** The bytes that a node covers, the end not included. */
export function span(node: AstNode): { start: number; end: number } {
  const [start = 0, length = 0] = node.src.split(':').map(Number);
  return { start, end: start + length };
}

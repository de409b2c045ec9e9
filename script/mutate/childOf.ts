import type { AstNode } from './types.ts';

/** A node's child under a name of the compiler's, where it has one. */
export function childOf(node: AstNode | undefined, key: string): AstNode | undefined {
  const child = node?.[key];
  return typeof child === 'object' && child !== null && 'nodeType' in child ? (child as AstNode) : undefined;
}

import type { AstNode } from './types.ts';

/** Every node of a syntax tree with those above it, parents before children. */
export function* walkTree(
  node: AstNode,
  ancestors: readonly AstNode[] = [],
): Generator<{ node: AstNode; ancestors: readonly AstNode[] }> {
  yield { node, ancestors };
  const below = [...ancestors, node];
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* walkTree(child, below);
  }
}

function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && 'nodeType' in value && 'src' in value;
}

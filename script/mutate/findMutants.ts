import { createHash } from 'node:crypto';
import { operators as allOperators } from './operators/all.ts';
import type { AstNode, Edit, Mutant, Operator, ParsedSource } from './types.ts';
import { walkTree } from './walkTree.ts';

/** What runs on a chain; outside of it stand types, imports and inheritance. */
const alive: readonly string[] = ['FunctionDefinition', 'ModifierDefinition'];

/** Every mutant of a source, in the order of the lines. Two operators that would write the same make one mutant. */
export function findMutants(
  source: ParsedSource,
  operators: Readonly<Record<string, Operator>> = allOperators,
): Mutant[] {
  const found = new Map<string, { operator: string; edit: Edit; ancestors: readonly AstNode[] }>();
  for (const { node, ancestors } of walkTree(source.tree)) {
    if (!ancestors.some(isAlive)) continue;
    for (const [operator, apply] of Object.entries(operators)) {
      for (const edit of apply(node, { source, ancestors })) {
        const key = `${edit.start}:${edit.end}:${edit.text}`;
        if (!found.has(key)) found.set(key, { operator, edit, ancestors });
      }
    }
  }
  const seen = new Map<string, number>();
  return [...found.values()]
    .sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end)
    .map(({ operator, edit, ancestors }) => {
      const place = {
        file: source.file,
        contract: nameOf(ancestors, ['ContractDefinition']),
        function: nameOf(ancestors, [...alive, 'VariableDeclaration']),
        operator,
        ...lines(source.bytes, edit),
      };
      const { line: _, ...lasting } = place;
      const content = JSON.stringify(lasting);
      const before = seen.get(content) ?? 0;
      seen.set(content, before + 1);
      return { id: digest(`${content}${before}`), ...place, edit };
    });
}

function isAlive(node: AstNode): boolean {
  return alive.includes(node.nodeType) || (node.nodeType === 'VariableDeclaration' && node.constant === true);
}

function nameOf(ancestors: readonly AstNode[], nodeTypes: readonly string[]): string {
  const node = ancestors.find(({ nodeType }) => nodeTypes.includes(nodeType));
  return String(node?.name || node?.kind || '');
}

function lines(bytes: Buffer, { start, end, text }: Edit): { line: number; before: string; after: string } {
  const from = bytes.lastIndexOf('\n', start - 1) + 1;
  const next = bytes.indexOf('\n', end);
  const to = next < 0 ? bytes.length : next;
  const piece = (a: number, b: number) => bytes.subarray(a, b).toString('utf8');
  return {
    line: piece(0, start).split('\n').length,
    before: piece(from, to).trim(),
    after: `${piece(from, start)}${text}${piece(end, to)}`.trim(),
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const core = fileURLToPath(new URL('../../../keeper/core', import.meta.url));
const files = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

describe('the core', () => {
  it('is there', () => {
    expect(files.length).toBeGreaterThan(40);
  });

  it.each(files)('%s imports nothing from outside, and reads no clock, chance or environment', (name) => {
    const source = readFileSync(join(core, name), 'utf8');
    for (const [, specifier = ''] of source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)) {
      expect(specifier).toMatch(/^\.{1,2}\//);
      const target = relative(core, normalize(join(core, dirname(name), specifier)));
      expect(target.startsWith('..')).toBe(false);
    }
    const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    expect(code).not.toMatch(/\bDate\b|Math\.random|performance|process\.|globalThis|\bfetch\b|\basync\b|\bawait\b/);
    expect(code).not.toMatch(/\bexport default\b|\bany\b/);
  });
});

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mutant } from '../../script/mutate/types.ts';
import { createWorkspace } from '../../script/mutate/workspace/createWorkspace.ts';
import { measureSuites } from '../../script/mutate/workspace/measureSuites.ts';
import { tryMutant } from '../../script/mutate/workspace/tryMutant.ts';
import { projectRoot } from '../../script/toolchain/projectRoot.ts';
import { mutantsIn } from './support/mutantsIn.ts';
import { parseText } from './support/parseText.ts';

const code = `// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;
contract A {
  uint256 public sum;
  function add(uint256 a) external { uint256 unused = a; require(a < 10); sum += a; string memory s = "x"; s; }
}
`;

const tests = `// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;
import {A} from "contracts/A.sol";
contract ATest {
  function test_Adds() public { A a = new A(); a.add(4); a.add(5); require(a.sum() == 9); }
}
`;

const suite = { name: 'a', sources: 'contracts', tests: 'test' };

describe('a mutant in a workspace', { timeout: 120_000 }, () => {
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ballast-workspace-'));
    for (const name of ['contracts', 'test', 'none']) await mkdir(join(folder, name));
    const solc = join(projectRoot, 'script/solc.mjs');
    await writeFile(
      join(folder, 'foundry.toml'),
      `[profile.default]\nsolc = "${solc}"\nauto_detect_remappings = false\nremappings = ["contracts/=contracts/"]\ndeny = "warnings"\n`,
    );
    await writeFile(join(folder, 'contracts/A.sol'), code);
    await writeFile(join(folder, 'test/A.t.sol'), tests);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function mutant(operator: string): Promise<Mutant> {
    const [first] = mutantsIn(await parseText(code), operator);
    if (first === undefined) throw new Error(`no mutant by ${operator}`);
    return { ...first, file: 'contracts/A.sol' };
  }

  async function outcomeOf(one: Mutant, timeoutSeconds = 60) {
    const outcome = await tryMutant(folder, one, [{ suite, timeoutSeconds }]);
    expect(await readFile(join(folder, 'contracts/A.sol'), 'utf8')).toBe(code);
    return outcome;
  }

  it('is killed by the test that fails', async () => {
    expect(await outcomeOf(await mutant('assignment'))).toMatchObject({ kind: 'killed', by: 'test_Adds' });
  });

  it('survives where no test fails, whatever the compiler warns of', async () => {
    expect(await outcomeOf(await mutant('guard'))).toMatchObject({ kind: 'survived' });
  });

  it('is none where it does not compile', async () => {
    const one = await mutant('guard');
    expect(await outcomeOf({ ...one, edit: { ...one.edit, text: 'nonsense;' } })).toMatchObject({ kind: 'invalid' });
  });

  it('is told apart where its tests do not end in time', async () => {
    expect(await outcomeOf(await mutant('boundary'), 0.05)).toMatchObject({ kind: 'timeout', by: 'a' });
  });

  it('is tried on no tests that are red without it', async () => {
    await writeFile(join(folder, 'test/A.t.sol'), tests.replace('== 9', '== 8'));
    await expect(measureSuites(folder, [suite], () => undefined)).rejects.toThrow(/must be green.*test_Adds/);
    await writeFile(join(folder, 'test/A.t.sol'), tests);
    const [timed] = await measureSuites(folder, [suite], () => undefined);
    expect(timed?.timeoutSeconds).toBeGreaterThanOrEqual(600);
  });

  it('is not tried where the run was interrupted', async () => {
    const abort = AbortSignal.timeout(50);
    const tried = tryMutant(folder, await mutant('assignment'), [{ suite, timeoutSeconds: 60 }], abort);
    await expect(tried).rejects.toThrow(/Interrupted/);
    expect(await readFile(join(folder, 'contracts/A.sol'), 'utf8')).toBe(code);
  });
});

describe('the workspace', () => {
  it('has what forge needs, away from the checkout', async () => {
    const folder = await createWorkspace();
    try {
      expect(folder.startsWith(projectRoot)).toBe(false);
      for (const name of ['contracts', 'strategies', 'test', 'node_modules/solc', 'script/solc.mjs']) {
        expect(existsSync(join(folder, name)), name).toBe(true);
      }
      expect(await readFile(join(folder, 'foundry.toml'), 'utf8')).not.toContain('no_match_test');
      const parts = await readFile(join(folder, 'test/unit/vault/Parts.t.sol'), 'utf8');
      expect(parts).toContain('leftOut_test_');
      const laws = await readFile(join(folder, 'test/invariant/Vault.t.sol'), 'utf8');
      expect(laws).not.toMatch(/default\.invariant\.(runs|depth)/);
      expect(laws).toContain('default.invariant.fail-on-revert');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findTool } from '../../script/toolchain/findTool.ts';
import { readArtifact } from '../../script/toolchain/readArtifact.ts';
import { runForge } from '../../script/toolchain/runForge.ts';

describe('the toolchain', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ballast-tools-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const program = async (name: string, version: string) => {
    const home = join(folder, name);
    await mkdir(home, { recursive: true });
    await writeFile(join(home, 'forge'), `#!/bin/sh\necho "forge Version: ${version}"\n`);
    await chmod(join(home, 'forge'), 0o755);
    return home;
  };

  test('takes a native program of the right version from PATH', async () => {
    const home = await program('right', '1.7.3-stable');
    expect(await findTool('forge', home)).toEqual({ path: join(home, 'forge'), version: '1.7.3', origin: 'PATH' });
  });

  test('passes over another version for the npm package', async () => {
    const homes = [await program('old', '1.5.0'), await program('new', '1.8.0')];
    expect(await findTool('forge', homes.join(delimiter))).toMatchObject({ version: '1.7.1', origin: 'npm' });
  });

  test("passes over npm's launcher, which exits with 0 whatever happens", async () => {
    const launcher = await program('node_modules/@foundry-rs/forge/bin', '1.7.1');
    const home = join(folder, 'linked');
    await mkdir(home);
    await symlink(join(launcher, 'forge'), join(home, 'forge'));
    const { path } = await findTool('forge', home);
    expect(path).not.toBe(join(launcher, 'forge'));
    expect(path).toMatch(/@foundry-rs.forge-\w+-\w+.bin.forge/);
  });

  test("returns forge's real exit code", async () => {
    expect(await runForge(['--version'], {}, 'stderr')).toBe(0);
    expect(await runForge(['no-such-command'], {}, 'stderr')).not.toBe(0);
  });

  test('says what to do about a contract that was not compiled', async () => {
    const refusal = readArtifact('NoSuchContract');
    await expect(refusal).rejects.toMatchObject({
      kind: 'stop',
      shortMessage: expect.stringContaining('npm run build'),
    });
  });
});

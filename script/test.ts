import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { prepareReplica } from './replica/prepareReplica.ts';
import { compareGas, readGasSnapshots } from './testing/compareGas.ts';
import { countForge } from './testing/countForge.ts';
import { countVitest } from './testing/countVitest.ts';
import { runAndCapture } from './testing/runAndCapture.ts';
import { noTests, type TestCounts } from './testing/testCounts.ts';
import { findTool } from './toolchain/findTool.ts';
import { projectRoot } from './toolchain/projectRoot.ts';
import { runForge } from './toolchain/runForge.ts';

// Everything is compiled once, tests included, so that the replica's cache and every later step meet the same artifacts.
process.exitCode = await main();

async function main(): Promise<number> {
  const built = await runForge(['build']);
  if (built !== 0) return finish([{ ...noTests, failed: 1 }], built);
  await prepareReplica();

  const forge = await findTool('forge');
  const committedGas = await readGasSnapshots(join(projectRoot, 'test', 'gas', 'snapshots'));
  const solidity = await runAndCapture(forge.path, ['test'], projectRoot);
  const gas = await compareGas(committedGas, (line) => console.log(line));

  const reportPath = join(projectRoot, 'cache', 'vitest.json');
  await mkdir(join(projectRoot, 'cache'), { recursive: true });
  await rm(reportPath, { force: true });
  const typescript = await runAndCapture(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportPath}`,
    ],
    projectRoot,
  );
  const report = await readFile(reportPath, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });

  // A runner that ended without a report failed, whatever it did before.
  const lost = { ...noTests, failed: 1 };
  const counts = [countForge(solidity.stdout) ?? lost, countVitest(report) ?? lost, gas];
  return finish(counts, solidity.exitCode, typescript.exitCode);
}

function finish(counts: readonly TestCounts[], ...exitCodes: readonly number[]): number {
  const total = counts.reduce((sum, next) => ({
    passed: sum.passed + next.passed,
    failed: sum.failed + next.failed,
    skipped: sum.skipped + next.skipped,
  }));
  const red = exitCodes.some((code) => code !== 0);
  const failed = red && total.failed === 0 ? 1 : total.failed;
  const skipped = total.skipped === 0 ? '' : `, ${total.skipped} skipped`;
  console.log(`\n${total.passed} passed, ${failed} failed${skipped}`);
  return failed === 0 ? 0 : 1;
}

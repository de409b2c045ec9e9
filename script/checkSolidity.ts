import { runForge } from './toolchain/runForge.ts';

/** What must be clean before Solidity is committed, in the order in which a failure is cheapest to see. */
const checks: readonly (readonly string[])[] = [
  ['fmt', '--check'],
  ['lint', '--deny', 'notes', 'contracts', 'strategies'],
];

/** The linter compiles without bytecode; in the build's own folder its artifacts would pass for complete ones. */
const apart = { FOUNDRY_OUT: 'cache/lint/out', FOUNDRY_CACHE_PATH: 'cache/lint' };

for (const args of checks) {
  const exitCode = await runForge(args, apart);
  if (exitCode !== 0) {
    console.error(`\`forge ${args.join(' ')}\` found something to mend; see above.`);
    process.exitCode = exitCode;
    break;
  }
}

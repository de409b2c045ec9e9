import { prepareReplica } from './replica/prepareReplica.ts';
import { runForge } from './toolchain/runForge.ts';

// Runs the suites that packages bring for the standards that the vault claims, against a vault with a levered position on the replica.
await prepareReplica();
process.exitCode = await runForge(['test', '--match-path', 'test/conformance/**', ...process.argv.slice(2)]);

import { runForge } from './toolchain/runForge.ts';

process.exitCode = await runForge(process.argv.slice(2));

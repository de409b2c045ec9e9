import type { Command } from '@commander-js/extra-typings';
import { createOutput } from '../output/createOutput.ts';
import { withVault } from './commandOptions.ts';

/** `ballast run` */
export function addRunCommand(program: Command): void {
  withVault(program.command('run'))
    .summary('run the keeper; without --live it only says what it would do')
    .option('--live', 'sign and send')
    .option('--once', 'one tick, then stop')
    .option('--account <name>', 'on a replica: the development account that signs (default: keeper)')
    .option('--log <level>', 'structured log on stderr: debug, info, warn, error or silent', 'warn')
    .action(async (flags) => {
      const { run } = await import('../actions/run.ts');
      await run(createOutput(flags), flags);
    });
}

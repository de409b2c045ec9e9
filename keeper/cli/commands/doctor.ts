import type { Command } from '@commander-js/extra-typings';
import { createOutput } from '../output/createOutput.ts';
import { withVault } from './commandOptions.ts';

/** `ballast doctor` */
export function addDoctorCommand(program: Command): void {
  withVault(program.command('doctor'))
    .summary('check tools, node, vault, roles, feeds and journal, with a remedy for each fault')
    .option('--account <name>', 'on a replica: the development account whose roles are checked (default: keeper)')
    .action(async (flags) => {
      const { doctor } = await import('../actions/doctor.ts');
      await doctor(createOutput(flags), flags);
    });
}

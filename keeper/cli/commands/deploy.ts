import type { Command } from '@commander-js/extra-typings';
import { createOutput } from '../output/createOutput.ts';
import { withSession } from './commandOptions.ts';

/** `ballast deploy` */
export function addDeployCommand(program: Command): void {
  withSession(program.command('deploy'))
    .summary('deploy a vault and write its record down')
    .description(
      'Deploys roles, oracle, vault and the Aave loop, reads everything back, and writes the deployment record. ' +
        'Where a record of that name fits the node already, nothing is sent.',
    )
    .option('--account <name>', 'on a replica: the development account that deploys (default: deployer)')
    .option('--owner <address>', 'who may upgrade and grant roles, behind a delay (default: the deployer)')
    .option('--curator <address>', 'who lists strategies and raises caps, behind a delay (needed off a replica)')
    .option('--guardian <address>', 'who lowers caps at once (needed off a replica)')
    .option('--keeper <address>', 'who runs batches (needed off a replica)')
    .option('--cap <amount>', 'most LST (whole units) that the Aave loop may be allocated', '1000')
    .option('--seed <amount>', 'LST (whole units) that is deposited and burnt at deployment', '0.01')
    .option('--owner-delay <seconds>', "delay of the owner's actions", '604800')
    .option('--curator-delay <seconds>', "delay of the curator's actions", '172800')
    .action(async (flags) => {
      const { deploy } = await import('../actions/deploy.ts');
      await deploy(createOutput(flags), flags);
    });
}

import type { Command } from '@commander-js/extra-typings';
import { createOutput } from '../output/createOutput.ts';
import { withJson } from './commandOptions.ts';

/** `ballast replica` */
export function addReplicaCommand(program: Command): void {
  withJson(program.command('replica'))
    .summary('run a local chain with the real protocols at their mainnet addresses')
    .description(
      'Boots the offline mainnet replica (or a fork of mainnet with --rpc) and keeps it running until Ctrl-C.',
    )
    .option('--port <port>', 'loopback port', '8545')
    .option(
      '--block-time <seconds>',
      'a block so often, beside the one that each transaction gets at once; 0 for none',
      '12',
    )
    .option('--state <file>', 'recorded mainnet state to lay over the models')
    .option('--rpc <url>', 'fork mainnet from this endpoint instead (or set MAINNET_RPC_URL)')
    .action(async (flags) => {
      const { replica } = await import('../actions/replica.ts');
      await replica(createOutput(flags), flags);
    });
}

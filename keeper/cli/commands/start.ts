import type { Command } from '@commander-js/extra-typings';
import { createOutput } from '../output/createOutput.ts';
import { withJson } from './commandOptions.ts';

/** `ballast start`, which is also `npm start` */
export function addStartCommand(program: Command): void {
  withJson(program.command('start'))
    .summary('everything at once: replica, vault, a deposit of 100 wstETH, and the keeper at work')
    .description(
      'Boots a replica of its own, deploys, deposits 100 wstETH and runs the keeper live until Ctrl-C, which stops everything again.',
    )
    .option('--port <port>', "loopback port of the replica's node (default: 8545, or a free one where that is taken)")
    .option('--once', 'stop after the first confirmed rebalance and print one JSON object')
    .option('--state <file>', 'recorded mainnet state to lay over the models')
    .option('--rpc <url>', 'fork mainnet from this endpoint instead of booting the replica (or set MAINNET_RPC_URL)')
    .action(async (flags) => {
      const { start } = await import('../actions/start.ts');
      await start(createOutput({ json: flags.json === true || flags.once === true }), flags);
    });
}

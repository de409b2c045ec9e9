import type { Command } from '@commander-js/extra-typings';
import { createOutput } from '../output/createOutput.ts';
import { withJson } from './commandOptions.ts';

/** `ballast strategy` and what a strategist does there */
export function addStrategyCommand(program: Command): void {
  const strategy = withJson(program.command('strategy'))
    .summary('test a strategy against what a vault relies on')
    .description(
      'Names the strategies that can be tested: each file of test/strategy says how one is built and put to work. docs/STRATEGIES.md leads through ' +
        'writing one.',
    )
    .action(async (flags) => {
      const { listStrategies } = await import('../actions/strategy/listStrategies.ts');
      await listStrategies(createOutput(flags));
    });
  withJson(strategy.command('test'))
    .summary('run the conformance suite on one of them')
    .description(
      'Runs the conformance suite on a strategy with the real vault, on the replica, or with --rpc on a fork of mainnet.',
    )
    .argument('<name>', 'as `ballast strategy` lists it')
    .option('--rpc <url>', 'fork mainnet from this endpoint instead (or set MAINNET_RPC_URL)')
    .action(async (name, _, command) => {
      const flags = command.optsWithGlobals();
      const { testStrategy } = await import('../actions/strategy/testStrategy.ts');
      await testStrategy(createOutput(flags), name, flags);
    });
}

import type { Command, OptionValues } from '@commander-js/extra-typings';
import { createOutput } from '../output/createOutput.ts';
import { withVault } from './commandOptions.ts';

/** `ballast queue` and what one does there */
export function addQueueCommand(program: Command): void {
  const queue = withAccount(program.command('queue'))
    .summary('wait for a withdrawal that the vault cannot pay yet')
    .description(
      'Shows the withdrawal queue and the account’s requests. Requests are served first come, first served, at the price of that moment.',
    )
    .action(async (flags) => {
      const { list } = await import('../actions/queue/list.ts');
      await list(createOutput(flags), flags);
    });
  // An option that stands before the name of what is done counts as well: `ballast queue --account stranger push`.
  withAccount(queue.command('list'))
    .summary('show the queue and the account’s requests (what `queue` alone does)')
    .action(async (_, command) => {
      const { list } = await import('../actions/queue/list.ts');
      const flags = command.optsWithGlobals();
      await list(createOutput(flags), flags);
    });
  withAccount(queue.command('request'))
    .summary('put shares into the queue')
    .description(
      'Puts shares into the queue. They stay invested until they are served, and are paid the redeem price of that moment.',
    )
    .argument('<shares>', 'shares in whole units, or max for all of the account')
    .action(async (shares, _, command) => {
      const { request } = await import('../actions/queue/request.ts');
      const flags = command.optsWithGlobals();
      await request(createOutput(flags), shares, flags);
    });
  withAccount(queue.command('push'))
    .summary('serve the oldest requests with what the vault can pay now; anyone may')
    .option('--max-requests <number>', 'how many requests to look at', '50')
    .action(async (_, command) => {
      const { push } = await import('../actions/queue/push.ts');
      const flags = command.optsWithGlobals();
      await push(createOutput(flags), flags);
    });
  withAccount(queue.command('claim'))
    .summary('fetch what was served of a request')
    .argument('<id>', 'the request’s number')
    .action(async (id, _, command) => {
      const { claim } = await import('../actions/queue/claim.ts');
      const flags = command.optsWithGlobals();
      await claim(createOutput(flags), id, flags);
    });
  withAccount(queue.command('cancel'))
    .summary('take the shares back that still wait in a request')
    .argument('<id>', 'the request’s number')
    .action(async (id, _, command) => {
      const { cancel } = await import('../actions/queue/cancel.ts');
      const flags = command.optsWithGlobals();
      await cancel(createOutput(flags), id, flags);
    });
}

function withAccount<Args extends unknown[], Options extends OptionValues>(command: Command<Args, Options>) {
  return withVault(command).option(
    '--account <name>',
    'on a replica: the development account that acts (default: depositor)',
  );
}

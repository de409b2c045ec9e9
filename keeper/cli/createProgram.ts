import { readFileSync } from 'node:fs';
import { Command } from '@commander-js/extra-typings';
import { addDeployCommand } from './commands/deploy.ts';
import { addDepositCommand } from './commands/deposit.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addExitCommand } from './commands/exit.ts';
import { addPlanCommand } from './commands/plan.ts';
import { addQueueCommand } from './commands/queue.ts';
import { addReplicaCommand } from './commands/replica.ts';
import { addRunCommand } from './commands/run.ts';
import { addScenarioCommand } from './commands/scenario.ts';
import { addStartCommand } from './commands/start.ts';
import { addStatusCommand } from './commands/status.ts';
import { addStrategyCommand } from './commands/strategy.ts';
import { addWithdrawCommand } from './commands/withdraw.ts';

/** The command line's grammar. Nothing heavy is loaded here: each command imports what it needs when it runs. */
export async function createProgram(args: readonly string[]): Promise<Command> {
  const program = new Command('ballast')
    .description('A liquid-staking strategy vault with an open keeper and an offline mainnet replica.')
    .version(version(), '-V, --version')
    .showSuggestionAfterError()
    .exitOverride()
    // What stands after a scenario's name is that scenario's, --json too.
    .enablePositionalOptions()
    .configureOutput({
      // Complaints are said once, in one sentence, by main.
      writeErr: (text) => void (text.startsWith('error: ') ? undefined : process.stderr.write(text)),
    })
    .addHelpText('after', exitCodes);
  addStartCommand(program);
  addReplicaCommand(program);
  addDeployCommand(program);
  addDepositCommand(program);
  addWithdrawCommand(program);
  addExitCommand(program);
  addQueueCommand(program);
  addStatusCommand(program);
  addPlanCommand(program);
  addRunCommand(program);
  await addScenarioCommand(program, args.includes('scenario'));
  addStrategyCommand(program);
  addDoctorCommand(program);
  return program;
}

const exitCodes = `
Settings come from flags, then the environment (BALLAST_RPC_URL, BALLAST_CHAIN_ID, BALLAST_VAULT, BALLAST_NAME,
BALLAST_DATA_DIR, BALLAST_DATABASE_URL), then ballast.toml. The key to sign with comes from BALLAST_PRIVATE_KEY alone;
a replica is signed for by the development accounts (--account).
Exit codes: 0 done, 1 try again, 2 do not try again. BALLAST_DEBUG=1 shows what caused an error.`;

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return (manifest as { version: string }).version;
}

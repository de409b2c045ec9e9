import { CommanderError } from 'commander';
import { createProgram } from './createProgram.ts';
import { createOutput } from './output/createOutput.ts';
import { reportError } from './output/reportError.ts';
import { usageError } from './output/usageError.ts';

/** Runs one command line and sets the process's exit code: 0 done, 1 try again, 2 do not try again. Never throws. */
export async function main(args: readonly string[]): Promise<void> {
  const output = createOutput({ json: args.includes('--json') });
  process.once('uncaughtException', (error) => process.exit(reportError(output, error)));
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  try {
    const program = await createProgram(args);
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    // Help was asked for by giving no command; it has been printed.
    if (error instanceof CommanderError && error.code === 'commander.help') {
      process.exitCode = 2;
      return;
    }
    process.exitCode = reportError(output, error instanceof CommanderError ? usageError(error, args) : error);
  }
}

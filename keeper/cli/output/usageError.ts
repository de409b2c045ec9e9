import type { CommanderError } from 'commander';
import { KeeperError } from '../../core/errors.ts';

/** Turns the argument parser's complaint into one sentence that says where the right form is to be found. */
export function usageError(error: CommanderError, args: readonly string[]): KeeperError {
  const complaint = error.message
    .replace(/^error: /, '')
    .replace(/\.?\n+\(?(.*?)\)?$/, '; $1')
    .replace(/\?$/, '?')
    .replace(/([^.?])$/, '$1.');
  const command = args.find((argument) => !argument.startsWith('-'));
  const help =
    command === undefined || error.code === 'commander.unknownCommand' ? 'ballast --help' : `ballast ${command} --help`;
  return new KeeperError(`${complaint[0]?.toUpperCase()}${complaint.slice(1)} See \`${help}\`.`, {
    kind: 'stop',
    cause: error,
  });
}

import type { CommanderError } from 'commander';
import { KeeperError } from '../../core/errors.ts';

/** Turns the argument parser's complaint into a sentence that says where the right form is to be found. */
export function usageError(error: CommanderError, args: readonly string[]): KeeperError {
  // The parser puts its guess on a line of its own, in brackets.
  const [complaint = '', guess] = error.message.replace(/^error: /, '').split('\n');
  const sentences = [complaint, guess?.replace(/^\((.*)\)$/, '$1')].flatMap((text) =>
    text === undefined || text === '' ? [] : sentence(text),
  );
  const command = args.find((argument) => !argument.startsWith('-'));
  const help =
    command === undefined || error.code === 'commander.unknownCommand' ? 'npx ballast' : `npx ballast ${command}`;
  return new KeeperError(`${sentences.join(' ')} See \`${help} --help\`.`, { kind: 'stop', cause: error });
}

function sentence(text: string): string {
  return `${text[0]?.toUpperCase()}${text.slice(1)}`.replace(/([^.?])$/, '$1.');
}

import { toJson } from './toJson.ts';

/** Where a command writes. stdout carries data, stderr carries everything else that is meant for people. */
export interface Output {
  readonly json: boolean;
  /** A line for people about what is being done, on stderr. */
  note(line: string): void;
  /** Text that goes with the result: on stdout for people, on stderr where stdout is for a program. */
  text(text: string): void;
  /** The command's result: the object as one line of JSON with `--json`, otherwise the text. */
  result(data: object, text: string): void;
}

/** Output to this process's streams. */
export function createOutput(options: { readonly json?: boolean | undefined }): Output {
  const json = options.json === true;
  return {
    json,
    note: (line) => void process.stderr.write(`${line}\n`),
    text: (text) => void (json ? process.stderr : process.stdout).write(`${text}\n`),
    result: (data, text) => void process.stdout.write(`${json ? toJson(data) : text}\n`),
  };
}

import { spawn } from 'node:child_process';

/** A program's exit code and what it wrote to stdout; all of it also went to this process's stdout and stderr as it came. */
export interface Captured {
  readonly exitCode: number;
  readonly stdout: string;
}

/** Runs a program so that its output is both seen and kept. */
export function runAndCapture(path: string, args: readonly string[], cwd: string): Promise<Captured> {
  const child = spawn(path, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    chunks.push(chunk);
    process.stdout.write(chunk);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ exitCode: code ?? 1, stdout: chunks.join('') }));
  });
}

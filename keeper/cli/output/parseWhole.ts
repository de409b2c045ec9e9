import { KeeperError } from '../../core/errors.ts';

/**
 * Reads a whole number within limits.
 *
 * @param what how it is called in errors, for example `--port`
 * @throws KeeperError `stop`
 */
export function parseWhole(text: string, what: string, min: number, max: number): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new KeeperError(`${what} must be a whole number from ${min} to ${max}, not "${text}".`, { kind: 'stop' });
}

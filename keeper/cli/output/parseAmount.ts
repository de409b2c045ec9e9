import { KeeperError } from '../../core/errors.ts';

/**
 * Reads an amount in whole units as wei.
 *
 * @param what how the amount is called in errors, for example "The amount"
 * @throws KeeperError `stop` for zero, a sign, anything but digits and one point, or more than 18 decimals
 */
export function parseAmount(text: string, what: string): bigint {
  const match = /^(\d{1,60})(?:\.(\d+))?$/.exec(text);
  if (match === null)
    throw refuse(
      `${what} "${text}" is not a number. Give it in whole units with digits and at most one point, such as 100 or 0.5.`,
    );
  const [, whole = '', fraction = ''] = match;
  if (fraction.length > 18)
    throw refuse(`${what} ${text} has ${fraction.length} decimals, and the token has 18. Shorten it.`);
  const wei = BigInt(whole + fraction.padEnd(18, '0'));
  if (wei === 0n) throw refuse(`${what} is zero. Give more than zero.`);
  return wei;
}

function refuse(sentence: string): KeeperError {
  return new KeeperError(sentence, { kind: 'stop' });
}

import { parseAmount } from './parseAmount.ts';

/**
 * An amount of shares, or all that there are.
 *
 * @param held what `max` stands for, wei
 * @throws KeeperError `stop` for what is neither
 */
export function parseShares(text: string, held: bigint): bigint {
  return text === 'max' ? held : parseAmount(text, 'The number of shares');
}

import { type Hex, toFunctionSelector } from 'viem';
import { lstVaultAbi } from '../../keeper/abi/lstVault.gen.ts';

/** The selector of one of the vault's functions, by its name. */
export function selectorOf(name: string): Hex {
  const item = lstVaultAbi.find((entry) => entry.type === 'function' && entry.name === name);
  if (item === undefined || item.type !== 'function') throw new Error(`The vault has no function ${name}.`);
  return toFunctionSelector(item);
}

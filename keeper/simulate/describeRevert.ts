import { decodeErrorResult, type Hex, size, slice } from 'viem';
import { errorsAbi } from '../abi/errors.ts';

/** A revert in words: the error's name with its facts, a require's text, or what little is known. */
export function describeRevert(data: Hex): { readonly reason: string; readonly errorName?: string } {
  if (size(data) < 4) return { reason: 'it reverts without saying why' };
  const decoded = decode(data);
  if (decoded === undefined)
    return { reason: `it reverts with an error that is not known here, selector ${slice(data, 0, 4)}` };
  const { errorName, args, inputs } = decoded;
  if (errorName === 'Error') return { reason: `it reverts with "${args[0]}"` };
  if (errorName === 'Panic') return { reason: `it reverts with Solidity panic ${args[0]}`, errorName };
  const facts = inputs.map((input, index) => `${input.name ?? `#${index}`} ${args[index]}`).join(', ');
  return { reason: `it reverts with ${errorName}${facts === '' ? '' : ` (${facts})`}`, errorName };
}

function decode(data: Hex) {
  try {
    const { errorName, args, abiItem } = decodeErrorResult({ abi: errorsAbi, data });
    const inputs: readonly { readonly name?: string }[] = abiItem.type === 'error' ? abiItem.inputs : [];
    return { errorName: errorName as string, args: (args ?? []) as readonly unknown[], inputs };
  } catch {
    // Not one of ours, or its arguments are cut off: the caller shows the selector.
    return undefined;
  }
}

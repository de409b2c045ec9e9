import { encodeFunctionData, type Hex } from 'viem';
import { aaveV3LoopAbi } from '../abi/aaveV3Loop.gen.ts';
import type { Operation } from '../core/decision.ts';

/** The call of a strategy's operation that travels inside an action; empty without one. */
export function encodeOperation(operation: Operation | undefined): Hex {
  switch (operation?.name) {
    case undefined:
      return '0x';
    case 'leverUp':
      return encodeFunctionData({
        abi: aaveV3LoopAbi,
        functionName: 'leverUp',
        args: [operation.ethWei, operation.minLstWei],
      });
    case 'leverDown':
      return encodeFunctionData({
        abi: aaveV3LoopAbi,
        functionName: 'leverDown',
        args: [operation.ethWei, operation.maxLstWei],
      });
  }
}

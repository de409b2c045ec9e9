import { type Address, parseEther, zeroAddress } from 'viem';
import { impersonate } from '../../recipes/impersonate.ts';
import { mined } from '../../recipes/mined.ts';
import type { ReplicaNode } from '../../types.ts';
import { eigenAbi } from './eigenAbis.ts';
import { eigenAddresses as at } from './eigenAddresses.ts';

/** Registers an operator that everybody may delegate to and whose whole stake of stETH the service may slash. */
export function registerOperator(node: ReplicaNode, operator: Address): Promise<void> {
  return impersonate(node, operator, async () => {
    const common = { abi: eigenAbi, account: operator, chain: null } as const;
    const allocation = { ...common, address: at.allocationManager } as const;
    const register = { ...common, address: at.delegationManager, functionName: 'registerAsOperator' } as const;
    await mined(node, node.client.writeContract({ ...register, args: [zeroAddress, 0, ''] }));
    const joining = { avs: at.service, operatorSetIds: [1], data: '0x' } as const;
    const join = { ...allocation, functionName: 'registerForOperatorSets', args: [operator, joining] } as const;
    await mined(node, node.client.writeContract(join));
    const whole = {
      operatorSet: { avs: at.service, id: 1 },
      strategies: [at.stEthStrategy],
      newMagnitudes: [parseEther('1')],
    };
    const allocate = { ...allocation, functionName: 'modifyAllocations', args: [operator, [whole]] } as const;
    await mined(node, node.client.writeContract(allocate));
  });
}

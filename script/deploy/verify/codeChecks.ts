import { getAddress, keccak256, type PublicClient, slice } from 'viem';
import type { Deployment } from '../../../keeper/config/deploymentSchema.ts';
import type { Check } from './check.ts';

/** keccak256("eip1967.proxy.implementation") − 1. */
const implementationSlot = '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc';

/** That the code is where the record says, and that each part of the vault hands on to the next. */
export async function codeChecks(client: PublicClient, deployment: Deployment): Promise<readonly Check[]> {
  const { vault, implementation, operations, governance, router, queue, upkeep, manager, oracle } = deployment;
  const { sources, strategies } = deployment;
  const parts = { vault, implementation, operations, governance, router, queue, upkeep, manager, oracle };
  const recorded = Object.entries(parts)
    .map(([name, contract]) => ({ name, ...contract }))
    .concat(sources, strategies);
  const codes = await Promise.all(recorded.map(({ address }) => client.getCode({ address })));
  const codeOf = new Map(recorded.map(({ address }, index) => [address, codes[index] ?? '0x']));
  // The address of the next part, or of the vault that is served, stands in the code as an immutable.
  const knows = (part: Deployment['vault'], next: Deployment['vault']): boolean =>
    codeOf.get(part.address)?.toLowerCase().includes(next.address.slice(2).toLowerCase()) === true;
  const slot = await client.getStorageAt({ address: vault.address, slot: implementationSlot });
  return [
    ...recorded.map(
      ({ name, address, codeHash }): Check => [
        `the hash of the code of ${name}`,
        keccak256(codeOf.get(address) ?? '0x'),
        codeHash,
      ],
    ),
    ['the implementation', slot === undefined ? undefined : getAddress(slice(slot, 12)), implementation.address],
    ['whether the implementation hands on to the operations', knows(implementation, operations), true],
    ['whether the router serves this vault', knows(router, vault), true],
    ['whether the withdrawal queue serves this vault', knows(queue, vault), true],
    ['whether the rescue upkeep watches this vault', knows(upkeep, vault), true],
    ['whether the operations hand on to the governance', knows(operations, governance), true],
  ];
}

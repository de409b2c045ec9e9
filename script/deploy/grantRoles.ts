import { type Abi, type Address, encodeFunctionData, type Hex, isAddressEqual } from 'viem';
import type { Sender } from './createSender.ts';
import { type RoleName, roleFunctions, roleGuardians, roles } from './roles.ts';
import { selectorOf } from './selectorOf.ts';

/** Who gets which part, and how long the delayed ones must wait. */
export interface RoleHolders {
  readonly owner: Address;
  readonly curator: Address;
  readonly guardian: Address;
  readonly keeper: Address;
  readonly ownerDelaySeconds: number;
  readonly curatorDelaySeconds: number;
}

/** One grant: the account may act in the role after the delay. */
export interface Grant {
  readonly role: RoleName;
  readonly account: Address;
  readonly delaySeconds: number;
}

/**
 * The grants that a vault starts with. The curator lowers caps without delay too, hence his second role. Upgrades are the owner's, in a role of
 * its own, so that the guardian can cancel one that is scheduled.
 */
export function grantsOf(holders: RoleHolders): readonly Grant[] {
  return [
    { role: 'curator', account: holders.curator, delaySeconds: holders.curatorDelaySeconds },
    { role: 'guardian', account: holders.curator, delaySeconds: 0 },
    { role: 'guardian', account: holders.guardian, delaySeconds: 0 },
    { role: 'keeper', account: holders.keeper, delaySeconds: 0 },
    { role: 'upgrader', account: holders.owner, delaySeconds: holders.ownerDelaySeconds },
    { role: 'owner', account: holders.owner, delaySeconds: holders.ownerDelaySeconds },
  ];
}

/**
 * Maps the vault's functions to roles, grants the roles, and gives up the sender's own power, all in one transaction of the sender, who is the
 * manager's admin until then.
 */
export async function grantRoles(
  sender: Sender,
  manager: { readonly address: Address; readonly abi: Abi },
  vault: Address,
  holders: RoleHolders,
): Promise<void> {
  const encode = (functionName: string, args: readonly unknown[]): Hex =>
    encodeFunctionData({ abi: manager.abi, functionName, args });
  const gated = Object.entries(roleFunctions).map(([role, functions]) =>
    encode('setTargetFunctionRole', [vault, functions.map(selectorOf), roles[role as RoleName]]),
  );
  const labels = Object.keys(roleFunctions).map((role) => encode('labelRole', [roles[role as RoleName], role]));
  const guardians = Object.entries(roleGuardians).map(([role, guardian]) =>
    encode('setRoleGuardian', [roles[role as RoleName], roles[guardian]]),
  );
  const grants = grantsOf(holders).map(({ role, account, delaySeconds }) =>
    encode('grantRole', [roles[role], account, delaySeconds]),
  );
  const farewell = isAddressEqual(holders.owner, sender.address)
    ? []
    : [encode('renounceRole', [roles.owner, sender.address])];
  const calls = [...gated, ...labels, ...guardians, ...grants, ...farewell];
  await sender.send({ to: manager.address, abi: manager.abi, functionName: 'multicall', args: [calls] });
}

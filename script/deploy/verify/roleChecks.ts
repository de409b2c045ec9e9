import { type Abi, type Address, isAddressEqual, type PublicClient, toFunctionSelector } from 'viem';
import { lstVaultAbi } from '../../../keeper/abi/lstVault.gen.ts';
import type { Deployment } from '../../../keeper/config/deploymentSchema.ts';
import { type RoleName, roleFunctions, roleGuardians, roles } from '../roles.ts';
import type { Check } from './check.ts';

/** Who has which role after which delay, whose each function is, and who may cancel what another has scheduled. */
export async function roleChecks(client: PublicClient, deployment: Deployment, abi: Abi): Promise<readonly Check[]> {
  const read = async (functionName: string, args: readonly unknown[]) =>
    String(await client.readContract({ address: deployment.manager.address, abi, functionName, args }));
  const hasRole = (role: bigint, account: Address) => read('hasRole', [role, account]);
  const checks: Check[] = [];
  for (const { role, account, delaySeconds } of deployment.roles) {
    const what = `the role ${role} of ${account} (granted, delay)`;
    checks.push([what, await hasRole(roles[role], account), `true,${delaySeconds}`]);
  }
  const owner = deployment.roles.find(({ role }) => role === 'owner');
  if (owner !== undefined && !isAddressEqual(owner.account, deployment.deployer)) {
    checks.push(['the power left to the deployer', await hasRole(roles.owner, deployment.deployer), 'false,0']);
  }
  for (const [name, role] of await rolesOfFunctions(deployment, read)) {
    checks.push([`the role that may call ${name}`, role, roles[ownerOf(name)]]);
  }
  for (const role of Object.keys(roles) as RoleName[]) {
    const guardian = role in roleGuardians ? roleGuardians[role as keyof typeof roleGuardians] : 'owner';
    checks.push([
      `the role that may cancel for ${role}`,
      await read('getRoleGuardian', [roles[role]]),
      roles[guardian],
    ]);
  }
  return checks;
}

/** Whose every function of the vault is that changes something; what was never mapped is the owner's and is not gated. */
async function rolesOfFunctions(
  { vault }: Deployment,
  read: (functionName: string, args: readonly unknown[]) => Promise<string>,
): Promise<readonly (readonly [name: string, role: string])[]> {
  const changing = lstVaultAbi.flatMap((item) =>
    item.type === 'function' && item.stateMutability !== 'view' ? [item] : [],
  );
  return Promise.all(
    changing.map(async (item) => {
      const role = await read('getTargetFunctionRole', [vault.address, toFunctionSelector(item)]);
      return [item.name, role] as const;
    }),
  );
}

function ownerOf(name: string): RoleName {
  const found = Object.entries(roleFunctions).find(([, names]) => (names as readonly string[]).includes(name));
  return (found?.[0] as RoleName | undefined) ?? 'owner';
}

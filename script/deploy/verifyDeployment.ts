import { type Abi, type Address, getAddress, isAddressEqual, type PublicClient, slice } from 'viem';
import { lstVaultAbi } from '../../keeper/abi/lstVault.gen.ts';
import type { Deployment } from '../../keeper/config/deploymentSchema.ts';
import { KeeperError } from '../../keeper/core/errors.ts';
import type { DeployOptions } from './deployVault.ts';
import { roles } from './roles.ts';
import { vaultSettings } from './vaultSettings.ts';

/** keccak256("eip1967.proxy.implementation") − 1. */
const implementationSlot = '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc';

type Check = readonly [what: string, found: unknown, expected: unknown];

/**
 * Reads a deployment back from the chain and compares it with what was asked for.
 *
 * @throws KeeperError `stop` that names the first difference
 */
export async function verifyDeployment(
  client: PublicClient,
  deployment: Deployment,
  options: Pick<DeployOptions, 'seedAssets' | 'capAssets' | 'holders'>,
  managerAbi: Abi,
): Promise<void> {
  const checks = [
    ...(await vaultChecks(client, deployment, options)),
    ...(await roleChecks(client, deployment, managerAbi)),
  ];
  const wrong = checks.find(([, found, expected]) => !same(found, expected));
  if (wrong === undefined) return;
  const [what, found, expected] = wrong;
  throw new KeeperError(
    `The deployment is not as it was asked for: ${what} is ${String(found)}, not ${String(expected)}. Do not use the vault ${deployment.vault.address}; deploy again.`,
    { kind: 'stop', facts: { vault: deployment.vault.address, what } },
  );
}

async function vaultChecks(
  client: PublicClient,
  deployment: Deployment,
  options: Pick<DeployOptions, 'seedAssets' | 'capAssets'>,
): Promise<readonly Check[]> {
  const address = deployment.vault.address;
  const read = { address, abi: lstVaultAbi } as const;
  const strategies = await client.readContract({ ...read, functionName: 'strategies' });
  const slot = await client.getStorageAt({ address, slot: implementationSlot });
  const checks: Check[] = [
    [
      'the implementation',
      slot === undefined ? undefined : getAddress(slice(slot, 12)),
      deployment.implementation.address,
    ],
    ['the asset', await client.readContract({ ...read, functionName: 'asset' }), deployment.asset],
    ['the oracle', await client.readContract({ ...read, functionName: 'oracle' }), deployment.oracle.address],
    ['the supply', await client.readContract({ ...read, functionName: 'totalSupply' }), options.seedAssets],
    ['the idle amount', await client.readContract({ ...read, functionName: 'idle' }), options.seedAssets],
    [
      'the loss bound',
      await client.readContract({ ...read, functionName: 'maxBatchLossBps' }),
      vaultSettings.maxBatchLossBps,
    ],
    [
      'the gain rate',
      await client.readContract({ ...read, functionName: 'maxGainRateWad' }),
      vaultSettings.maxGainRateWad,
    ],
    ['the list of strategies', strategies.join(), deployment.strategies.map((strategy) => strategy.address).join()],
  ];
  for (const strategy of strategies) {
    const { capAssets } = await client.readContract({ ...read, functionName: 'strategyConfig', args: [strategy] });
    checks.push([`the cap of ${strategy}`, capAssets, options.capAssets]);
  }
  return checks;
}

async function roleChecks(client: PublicClient, deployment: Deployment, abi: Abi): Promise<readonly Check[]> {
  const hasRole = async (role: bigint, account: Address) =>
    String(
      await client.readContract({
        address: deployment.manager.address,
        abi,
        functionName: 'hasRole',
        args: [role, account],
      }),
    );
  const checks: Check[] = [];
  for (const { role, account, delaySeconds } of deployment.roles) {
    checks.push([
      `the role ${role} of ${account} (granted, delay)`,
      await hasRole(roles[role], account),
      `true,${delaySeconds}`,
    ]);
  }
  const owner = deployment.roles.find(({ role }) => role === 'owner');
  if (owner !== undefined && !isAddressEqual(owner.account, deployment.deployer)) {
    checks.push(['the power left to the deployer', await hasRole(roles.owner, deployment.deployer), 'false,0']);
  }
  return checks;
}

function same(found: unknown, expected: unknown): boolean {
  return String(found).toLowerCase() === String(expected).toLowerCase();
}

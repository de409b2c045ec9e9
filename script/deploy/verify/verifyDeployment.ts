import type { Abi, PublicClient } from 'viem';
import type { Deployment } from '../../../keeper/config/deploymentSchema.ts';
import { KeeperError } from '../../../keeper/core/errors.ts';
import type { Check, Expected } from './check.ts';
import { codeChecks } from './codeChecks.ts';
import { oracleChecks } from './oracleChecks.ts';
import { roleChecks } from './roleChecks.ts';
import { strategyChecks } from './strategyChecks.ts';
import { vaultChecks } from './vaultChecks.ts';

/**
 * Reads a deployment back from the chain and compares it with what was asked for: code, settings, oracle, strategies with their caps, and who may
 * call what after which delay.
 *
 * @throws KeeperError `stop` that names the first difference
 */
export async function verifyDeployment(
  client: PublicClient,
  deployment: Deployment,
  expected: Expected,
  managerAbi: Abi,
): Promise<void> {
  // One after the other: what a later one asks, only the right contract answers.
  requireSame(deployment, await codeChecks(client, deployment));
  requireSame(deployment, await vaultChecks(client, deployment, expected));
  requireSame(deployment, await oracleChecks(client, deployment));
  requireSame(deployment, await strategyChecks(client, deployment, expected));
  requireSame(deployment, await roleChecks(client, deployment, managerAbi));
}

function requireSame(deployment: Deployment, checks: readonly Check[]): void {
  const wrong = checks.find(([, found, asked]) => !same(found, asked));
  if (wrong === undefined) return;
  const [what, found, asked] = wrong;
  throw new KeeperError(
    `The deployment is not as it was asked for: ${what} is ${String(found)}, not ${String(asked)}. Do not use the vault ${deployment.vault.address}; deploy again.`,
    { kind: 'stop', facts: { vault: deployment.vault.address, what } },
  );
}

function same(found: unknown, expected: unknown): boolean {
  return String(found).toLowerCase() === String(expected).toLowerCase();
}

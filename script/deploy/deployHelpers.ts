import type { Address } from 'viem';
import { readArtifact } from '../toolchain/readArtifact.ts';
import type { DeployedContract, Sender } from './createSender.ts';

/** What stands beside a vault and has no power over it. */
export interface Helpers {
  /** Where those wait whom the vault cannot pay yet. */
  readonly queue: DeployedContract;
  /** Tells networks of keepers when a rescue is due. */
  readonly upkeep: DeployedContract;
}

/** Deploys the withdrawal queue and the rescue upkeep of a vault, which knows neither of them. */
export async function deployHelpers(sender: Sender, vault: Address): Promise<Helpers> {
  const queue = await sender.deploy({
    name: 'WithdrawalQueue',
    ...(await readArtifact('WithdrawalQueue')),
    args: [vault],
  });
  const upkeep = await sender.deploy({ name: 'RescueUpkeep', ...(await readArtifact('RescueUpkeep')), args: [vault] });
  return { queue, upkeep };
}

import { readArtifact } from '../toolchain/readArtifact.ts';
import type { DeployedContract, Sender } from './createSender.ts';

/** The vault's code: the implementation hands on to `operations` what it does not know, and that to `governance`. */
export interface VaultParts {
  readonly implementation: DeployedContract;
  readonly operations: DeployedContract;
  readonly governance: DeployedContract;
}

/** Deploys the three parts of the vault's code, the last first, since each knows the next. */
export async function deployParts(sender: Sender): Promise<VaultParts> {
  const deploy = async (name: string, args: readonly unknown[]) =>
    sender.deploy({ name, ...(await readArtifact(name)), args });
  const governance = await deploy('VaultGovernance', []);
  const operations = await deploy('VaultOperations', [governance.address]);
  const implementation = await deploy('LstVault', [operations.address]);
  return { implementation, operations, governance };
}

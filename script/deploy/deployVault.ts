import type { LocalAccount, PublicClient } from 'viem';
import { lstVaultAbi } from '../../keeper/abi/lstVault.gen.ts';
import type { Deployment } from '../../keeper/config/deploymentSchema.ts';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import { readPackageArtifact } from '../replica/packages/readPackageArtifact.ts';
import { readArtifact } from '../toolchain/readArtifact.ts';
import { createSender, type DeployedContract, type Sender } from './createSender.ts';
import { deployHelpers } from './deployHelpers.ts';
import { deployOracle } from './deployOracle.ts';
import { deployParts } from './deployParts.ts';
import { deployProxy } from './deployProxy.ts';
import { deployRouter } from './deployRouter.ts';
import { grantRoles, grantsOf, type RoleHolders } from './grantRoles.ts';
import { loopRisks } from './loopRisks.ts';
import { requireProtocols } from './requireProtocols.ts';
import { stakeIfShort } from './stakeIfShort.ts';
import { vaultSettings } from './vaultSettings.ts';
import { verifyDeployment } from './verify/verifyDeployment.ts';

export interface DeployOptions {
  readonly client: PublicClient;
  readonly rpcUrl: string;
  /** Pays for it, provides the seed, and is the manager's admin until the end. */
  readonly deployer: LocalAccount;
  /** Name of the record. */
  readonly name: string;
  /** Whether the node is a development node. */
  readonly replica: boolean;
  readonly holders: RoleHolders;
  /** LST wei that is deposited and burnt. On a development node the deployer stakes ETH for what he lacks. */
  readonly seedAssets: bigint;
  /** LST wei that the Aave loop may be allocated. */
  readonly capAssets: bigint;
  /** Told what is being deployed, one line each. */
  readonly note?: (line: string) => void;
}

/**
 * Deploys a wstETH vault with its manager, oracle and Aave loop, reads everything back, and returns the record of it.
 *
 * @throws KeeperError `stop` where the node lacks the protocols, a transaction is refused, or what was read back differs
 */
export async function deployVault(options: DeployOptions): Promise<Deployment> {
  const { client, rpcUrl, deployer, note = () => undefined } = options;
  await requireProtocols(client);
  const sender = createSender(client, rpcUrl, deployer);
  if (options.replica) await stakeIfShort(client, sender, options.seedAssets);

  note('Deploying the access manager and the oracle …');
  const managerArtifact = await readPackageArtifact('@openzeppelin/contracts', 'build/contracts/AccessManager.json');
  const manager = await sender.deploy({ name: 'AccessManager', ...managerArtifact, args: [sender.address] });
  const { oracle, sources } = await deployOracle(sender);

  note('Deploying the vault …');
  const { implementation, operations, governance } = await deployParts(sender);
  const vault = await deployProxy(client, sender, {
    implementation: implementation.address,
    manager: manager.address,
    oracle: oracle.address,
    feeRecipient: options.holders.owner,
    seedAssets: options.seedAssets,
  });

  note('Deploying the Aave loop and granting the roles …');
  const loop = await deployLoop(sender, vault);
  await listLoop(sender, vault, loop, options.capAssets);
  await grantRoles(sender, { address: manager.address, abi: managerArtifact.abi }, vault.address, options.holders);

  note('Deploying the router, the withdrawal queue and the rescue upkeep …');
  const router = await deployRouter(sender, vault.address);
  const { queue, upkeep } = await deployHelpers(sender, vault.address);

  const [last, genesis] = await Promise.all([client.getBlock(), client.getBlock({ blockNumber: 0n })]);
  const deployment: Deployment = {
    name: options.name,
    chainId: await client.getChainId(),
    replica: options.replica,
    genesisHash: genesis.hash,
    blockNumber: last.number.toString(),
    blockHash: last.hash,
    deployer: sender.address,
    asset: mainnet.wstEth,
    vault,
    implementation,
    operations,
    governance,
    router,
    queue,
    upkeep,
    manager,
    oracle,
    sources: [...sources],
    strategies: [{ name: 'aave-v3-loop', ...loop }],
    roles: grantsOf(options.holders).map((grant) => ({ ...grant })),
  };
  await verifyDeployment(client, deployment, options, managerArtifact.abi);
  return deployment;
}

/** Lists the loop and opens the caps of all that it names. Until the functions are mapped to roles, they are the manager's admin's. */
async function listLoop(sender: Sender, vault: DeployedContract, loop: DeployedContract, capAssets: bigint) {
  const call = { to: vault.address, abi: lstVaultAbi } as const;
  await sender.send({ ...call, functionName: 'addStrategy', args: [loop.address, capAssets] });
  for (const { kind, id, capBps } of loopRisks) {
    const what = `cap of the risk ${kind}`;
    await sender.send({ ...call, functionName: 'raiseRiskCap', args: [id, capAssets, capBps], what });
  }
}

async function deployLoop(sender: Sender, vault: DeployedContract): Promise<DeployedContract> {
  const { eModeCategory, ...limits } = vaultSettings.aave;
  const args = [vault.address, mainnet.aavePool, mainnet.wstEthWethPool, mainnet.weth, eModeCategory, limits];
  return sender.deploy({ name: 'AaveV3Loop', ...(await readArtifact('AaveV3Loop')), args });
}

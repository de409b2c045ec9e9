import {
  type Address,
  encodeFunctionData,
  erc20Abi,
  getContractAddress,
  isAddressEqual,
  type PublicClient,
} from 'viem';
import { lstVaultAbi } from '../../keeper/abi/lstVault.gen.ts';
import { KeeperError } from '../../keeper/core/errors.ts';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import { readPackageArtifact } from '../replica/packages/readPackageArtifact.ts';
import type { DeployedContract, Sender } from './createSender.ts';
import { vaultSettings } from './vaultSettings.ts';

/**
 * Deploys the vault itself: a proxy that is initialised in its own constructor, so that nobody can come in between. The seed deposit is taken
 * from the sender within it, which therefore approves the address that the proxy is going to have.
 */
export async function deployProxy(
  client: PublicClient,
  sender: Sender,
  parts: {
    readonly implementation: Address;
    readonly manager: Address;
    readonly oracle: Address;
    readonly feeRecipient: Address;
    readonly seedAssets: bigint;
  },
): Promise<DeployedContract> {
  const proxyArtifact = await readPackageArtifact('@openzeppelin/contracts', 'build/contracts/ERC1967Proxy.json');
  const nonce = await client.getTransactionCount({ address: sender.address, blockTag: 'pending' });
  // The approval takes this nonce, the proxy the next one.
  const predicted = getContractAddress({ from: sender.address, nonce: BigInt(nonce) + 1n });
  const approve = { to: mainnet.wstEth, abi: erc20Abi, functionName: 'approve', args: [predicted, parts.seedAssets] };
  await sender.send(approve);
  const params = {
    asset: mainnet.wstEth,
    name: vaultSettings.name,
    symbol: vaultSettings.symbol,
    authority: parts.manager,
    oracle: parts.oracle,
    maxGainRateWad: vaultSettings.maxGainRateWad,
    maxStaleness: vaultSettings.maxStalenessSeconds,
    maxKeeperSilence: vaultSettings.maxKeeperSilenceSeconds,
    riskUp: vaultSettings.riskUp,
    riskDown: vaultSettings.riskDown,
    fees: { recipient: parts.feeRecipient, ...vaultSettings.fees },
    seedFrom: sender.address,
    seedAssets: parts.seedAssets,
  };
  const initialize = encodeFunctionData({ abi: lstVaultAbi, functionName: 'initialize', args: [params] });
  const vault = await sender.deploy({
    name: 'ERC1967Proxy',
    ...proxyArtifact,
    args: [parts.implementation, initialize],
  });
  if (isAddressEqual(vault.address, predicted)) return vault;
  throw new KeeperError(
    `The vault landed at ${vault.address}, not at ${predicted}: another transaction of ${sender.address} came in between. Do not use the account elsewhere and deploy again.`,
    { kind: 'retry' },
  );
}

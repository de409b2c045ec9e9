import {
  type Address,
  encodeFunctionData,
  erc20Abi,
  getContractAddress,
  isAddressEqual,
  type PublicClient,
} from 'viem';
import { KeeperError } from '../../keeper/core/errors.ts';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import { readPackageArtifact } from '../replica/packages/readPackageArtifact.ts';
import { readArtifact } from '../toolchain/readArtifact.ts';
import type { DeployedContract, Sender } from './createSender.ts';
import { vaultSettings } from './vaultSettings.ts';

/**
 * Deploys the vault: implementation, and a proxy that is initialised in its own constructor, so that nobody can come in between. The seed
 * deposit is taken from the sender within it, which therefore approves the address that the proxy is going to have.
 */
export async function deployProxy(
  client: PublicClient,
  sender: Sender,
  parts: { readonly manager: Address; readonly oracle: Address; readonly seedAssets: bigint },
): Promise<{ vault: DeployedContract; implementation: DeployedContract }> {
  const vaultArtifact = await readArtifact('LstVault');
  const proxyArtifact = await readPackageArtifact('@openzeppelin/contracts', 'build/contracts/ERC1967Proxy.json');
  const implementation = await sender.deploy({ name: 'LstVault', ...vaultArtifact, args: [] });

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
    maxBatchLossBps: vaultSettings.maxBatchLossBps,
    seedFrom: sender.address,
    seedAssets: parts.seedAssets,
  };
  const initialize = encodeFunctionData({ abi: vaultArtifact.abi, functionName: 'initialize', args: [params] });
  const vault = await sender.deploy({
    name: 'ERC1967Proxy',
    ...proxyArtifact,
    args: [implementation.address, initialize],
  });
  if (isAddressEqual(vault.address, predicted)) return { vault, implementation };
  throw new KeeperError(
    `The vault landed at ${vault.address}, not at ${predicted}: another transaction of ${sender.address} came in between. Do not use the account elsewhere and deploy again.`,
    { kind: 'retry' },
  );
}

import { type Address, type Hex, keccak256, zeroAddress } from 'viem';
import { KeeperError } from '../../../keeper/core/errors.ts';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import { readArtifact } from '../../toolchain/readArtifact.ts';
import { packageOrigin } from '../packages/packageOrigin.ts';
import { impersonate } from '../recipes/impersonate.ts';
import { mined } from '../recipes/mined.ts';
import { placeContract } from '../recipes/placeContract.ts';
import type { ManifestEntry, ReplicaNode } from '../types.ts';
import { aclManagerAbi, providerAbi, stEthAbi } from './aaveAbi.ts';
import { aaveAddresses as at } from './aaveAddresses.ts';
import { aaveMarket } from './aaveMarket.ts';
import { type AaveArtifacts, buildAaveArtifacts } from './buildAaveArtifacts.ts';

type Place = (
  contract: keyof AaveArtifacts,
  address: Address,
  args?: readonly unknown[],
  note?: string,
) => Promise<void>;

/** Puts Aave's contracts at their mainnet addresses, wired to each other and without a reserve. */
export async function placeAave(node: ReplicaNode): Promise<readonly ManifestEntry[]> {
  const artifacts = await buildAaveArtifacts();
  const origin = await packageOrigin('@aave-dao/aave-v3-origin');
  const entries: ManifestEntry[] = [];
  const place: Place = async (contract, address, args = [], note) => {
    const { abi, bytecode } = artifacts[contract];
    const name = `Aave ${contract}`;
    const codeHash = await placeContract(node, { name, address, abi, bytecode, args });
    entries.push({
      name,
      address,
      source: 'code',
      codeHash,
      origin,
      ...(note === undefined ? {} : { note }),
    });
  };
  for (const [name, address] of Object.entries(at.libraries)) await place(name as keyof typeof at.libraries, address);
  await placeProvider(node, place);
  await placeImplementations(node, place);
  entries.push(...(await proxies(node, origin)));
  entries.push(await placePriceSource(node));
  await placeViews(node, place);
  entries.push(await placeView37(node));
  return entries;
}

async function placeProvider(node: ReplicaNode, place: Place): Promise<void> {
  await place('PoolAddressesProvider', at.provider, [aaveMarket.id, at.aclAdmin]);
  await asProviderOwner(node, 'setACLAdmin', at.aclAdmin);
  await place('ACLManager', at.aclManager, [at.provider]);
  await asProviderOwner(node, 'setACLManager', at.aclManager);
  await impersonate(node, at.aclAdmin, (account) =>
    mined(
      node,
      node.client.writeContract({
        address: at.aclManager,
        abi: aclManagerAbi,
        functionName: 'addPoolAdmin',
        args: [at.aclAdmin],
        account,
        chain: null,
      }),
    ),
  );
}

async function placeImplementations(node: ReplicaNode, place: Place): Promise<void> {
  await place('DefaultReserveInterestRateStrategyV2', at.rateStrategy, [at.provider]);
  await place('PoolInstance', at.poolImplementation, [at.provider, at.rateStrategy]);
  await place('PoolConfiguratorInstance', at.configuratorImplementation);
  // The provider's first two contracts are the proxies, so they land where they are on mainnet.
  await asProviderOwner(node, 'setPoolImpl', at.poolImplementation);
  await asProviderOwner(node, 'setPoolConfiguratorImpl', at.configuratorImplementation);
  const note = 'Without a rewards controller: no incentives accrue.';
  await place('ATokenInstance', at.aTokenImplementation, [at.pool, zeroAddress, at.treasury], note);
  await place('VariableDebtTokenInstance', at.variableDebtTokenImplementation, [at.pool, zeroAddress], note);
}

async function proxies(node: ReplicaNode, origin: string): Promise<readonly ManifestEntry[]> {
  const entries = { 'Aave Pool': at.pool, 'Aave PoolConfigurator': at.configurator };
  return Promise.all(
    Object.entries(entries).map(async ([name, address]) => {
      const code = await node.client.getCode({ address });
      if (code !== undefined) return { name, address, source: 'code', codeHash: keccak256(code), origin } as const;
      throw new KeeperError(`${name} did not land at ${address}. Build the replica on an empty node.`, {
        kind: 'stop',
        facts: { contract: name, address },
      });
    }),
  );
}

async function placeViews(node: ReplicaNode, place: Place): Promise<void> {
  const sources = [mainnet.ethUsdFeed, at.wstEthPriceSource];
  const assets = [mainnet.weth, mainnet.wstEth];
  const usdUnit = 100_000_000n;
  await place('AaveOracle', at.oracle, [at.provider, assets, sources, zeroAddress, zeroAddress, usdUnit]);
  await asProviderOwner(node, 'setPriceOracle', at.oracle);
  await place('AaveProtocolDataProvider', at.dataProvider, [at.provider]);
  await asProviderOwner(node, 'setPoolDataProvider', at.dataProvider);
  await place('UiPoolDataProviderV3', at.uiDataProvider36, [mainnet.ethUsdFeed, mainnet.ethUsdFeed]);
}

async function placePriceSource(node: ReplicaNode): Promise<ManifestEntry> {
  const [ratio, block, { abi, bytecode }] = await Promise.all([
    node.client.readContract({
      address: mainnet.stEth,
      abi: stEthAbi,
      functionName: 'getPooledEthByShares',
      args: [10n ** 18n],
    }),
    node.client.getBlock(),
    readArtifact('WstEthPriceCapModel'),
  ]);
  const { description, maxYearlyGrowthBps, snapshotDelaySeconds, snapshotAgeSeconds, growthSinceSnapshotBps } =
    aaveMarket.priceCap;
  const parameters = {
    aclManager: at.aclManager,
    baseAggregatorAddress: mainnet.ethUsdFeed,
    ratioProviderAddress: mainnet.stEth,
    pairDescription: description,
    minimumSnapshotDelay: Number(snapshotDelaySeconds),
    priceCapParams: {
      snapshotRatio: (ratio * 10_000n) / (10_000n + growthSinceSnapshotBps),
      snapshotTimestamp: Number(block.timestamp - snapshotAgeSeconds),
      maxYearlyRatioGrowthPercent: maxYearlyGrowthBps,
    },
  };
  const name = 'Aave WstEthPriceCap';
  const address = at.wstEthPriceSource;
  const codeHash = await placeContract(node, { name, address, abi, bytecode, args: [parameters] });
  const note = 'The growth cap starts from a snapshot that is made for the rate at the build.';
  return { name, address, source: 'model', codeHash, origin: 'a model of the correlated-asset price oracle', note };
}

async function placeView37(node: ReplicaNode): Promise<ManifestEntry> {
  const { abi, bytecode } = await readArtifact('UiPoolDataProvider37Model');
  const name = 'Aave UiPoolDataProvider';
  const address = at.uiDataProvider;
  const codeHash = await placeContract(node, { name, address, abi, bytecode, args: [at.uiDataProvider36] });
  const note = `In front of version 3.6's at ${at.uiDataProvider36}; only getEModes is answered by the model.`;
  return { name, address, source: 'model', codeHash, origin: "a model of version 3.7's ABI", note };
}

type ProviderSetter =
  | 'setACLAdmin'
  | 'setACLManager'
  | 'setPoolImpl'
  | 'setPoolConfiguratorImpl'
  | 'setPriceOracle'
  | 'setPoolDataProvider';

async function asProviderOwner(node: ReplicaNode, functionName: ProviderSetter, value: Address): Promise<void> {
  const call = { address: at.provider, abi: providerAbi, functionName, args: [value] } as const;
  const send = (account: Address): Promise<Hex> => node.client.writeContract({ ...call, account, chain: null });
  await impersonate(node, at.aclAdmin, (account) => mined(node, send(account)));
}

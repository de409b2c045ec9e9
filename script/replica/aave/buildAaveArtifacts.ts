import { join } from 'node:path';
import { projectRoot } from '../../toolchain/projectRoot.ts';
import { aaveAddresses } from './aaveAddresses.ts';
import { compilePackage, type PackageArtifact } from './compilePackage.ts';

const source = (path: string) => `aave-v3-origin/src/contracts/${path}.sol`;
const logic = (name: string) => source(`protocol/libraries/logic/${name}`);

const contracts = {
  ACLManager: source('protocol/configuration/ACLManager'),
  ATokenInstance: source('instances/ATokenInstance'),
  AaveOracle: source('misc/AaveOracle'),
  AaveProtocolDataProvider: source('helpers/AaveProtocolDataProvider'),
  BorrowLogic: logic('BorrowLogic'),
  ConfiguratorLogic: logic('ConfiguratorLogic'),
  DefaultReserveInterestRateStrategyV2: source('misc/DefaultReserveInterestRateStrategyV2'),
  FlashLoanLogic: logic('FlashLoanLogic'),
  InitializableImmutableAdminUpgradeabilityProxy: source(
    'misc/aave-upgradeability/InitializableImmutableAdminUpgradeabilityProxy',
  ),
  LiquidationLogic: logic('LiquidationLogic'),
  PoolAddressesProvider: source('protocol/configuration/PoolAddressesProvider'),
  PoolConfiguratorInstance: source('instances/PoolConfiguratorInstance'),
  PoolInstance: source('instances/PoolInstance'),
  PoolLogic: logic('PoolLogic'),
  SupplyLogic: logic('SupplyLogic'),
  UiPoolDataProviderV3: source('helpers/UiPoolDataProviderV3'),
  VariableDebtTokenInstance: source('instances/VariableDebtTokenInstance'),
} as const;

export type AaveArtifacts = Readonly<Record<keyof typeof contracts, PackageArtifact>>;

/**
 * Compiles the contracts of Aave v3.6 that the replica places, from the npm package and with the settings of its own foundry.toml (solc 0.8.27,
 * shanghai, 200 runs), linked to the libraries' mainnet addresses. About 9 s the first time; later from `.ballast/aave`.
 *
 * @throws KeeperError `stop` when the packages are not installed
 */
export async function buildAaveArtifacts(): Promise<AaveArtifacts> {
  const packages = join(projectRoot, 'node_modules');
  const artifacts = await compilePackage({
    name: 'aave',
    compiler: 'solc-aave',
    evmVersion: 'shanghai',
    optimizerRuns: 200,
    roots: [
      { prefix: 'aave-v3-origin/', folder: join(packages, '@aave-dao/aave-v3-origin') },
      { prefix: 'openzeppelin-contracts/contracts/', folder: join(packages, 'oz-aave') },
    ],
    contracts,
    libraries: Object.fromEntries(
      Object.entries(aaveAddresses.libraries).map(([name, address]) => [logic(name), { [name]: address }]),
    ),
  });
  return artifacts as AaveArtifacts;
}

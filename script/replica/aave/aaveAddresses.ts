import {
  AAVE_PROTOCOL_DATA_PROVIDER,
  ACL_ADMIN,
  ASSETS,
  COLLECTOR,
  DEFAULT_A_TOKEN_IMPL,
  DEFAULT_VARIABLE_DEBT_TOKEN_IMPL,
  EXTERNAL_LIBRARIES,
  POOL_CONFIGURATOR_IMPL,
  POOL_IMPL,
  UI_POOL_DATA_PROVIDER,
} from '@aave-dao/aave-address-book/AaveV3Ethereum';
import { type Address, getAddress, keccak256, slice, stringToHex } from 'viem';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';

/** Mainnet addresses of Aave v3's core market, from its address book. */
export const aaveAddresses = {
  provider: mainnet.aavePoolAddressesProvider,
  pool: mainnet.aavePool,
  configurator: mainnet.aavePoolConfigurator,
  oracle: mainnet.aaveOracle,
  aclManager: mainnet.aaveAclManager,
  aclAdmin: ACL_ADMIN,
  treasury: COLLECTOR,
  dataProvider: AAVE_PROTOCOL_DATA_PROVIDER,
  uiDataProvider: UI_POOL_DATA_PROVIDER,
  rateStrategy: ASSETS.WETH.INTEREST_RATE_STRATEGY,
  poolImplementation: POOL_IMPL,
  configuratorImplementation: POOL_CONFIGURATOR_IMPL,
  aTokenImplementation: DEFAULT_A_TOKEN_IMPL,
  variableDebtTokenImplementation: DEFAULT_VARIABLE_DEBT_TOKEN_IMPL,
  wstEthPriceSource: ASSETS.wstETH.ORACLE,
  libraries: {
    BorrowLogic: EXTERNAL_LIBRARIES.BORROW_LOGIC,
    FlashLoanLogic: EXTERNAL_LIBRARIES.FLASHLOAN_LOGIC,
    LiquidationLogic: EXTERNAL_LIBRARIES.LIQUIDATION_LOGIC,
    PoolLogic: EXTERNAL_LIBRARIES.POOL_LOGIC,
    SupplyLogic: EXTERNAL_LIBRARIES.SUPPLY_LOGIC,
    // The address book does not list it, so it gets an address of the replica's own.
    ConfiguratorLogic: replicaAddress('Aave ConfiguratorLogic'),
  },
  /** Version 3.6's view contract, behind the one at `uiDataProvider` that speaks version 3.7's ABI. */
  uiDataProvider36: replicaAddress('Aave UiPoolDataProviderV3 3.6'),
  assets: {
    weth: { underlying: mainnet.weth, aToken: ASSETS.WETH.A_TOKEN, variableDebtToken: ASSETS.WETH.V_TOKEN },
    wsteth: { underlying: mainnet.wstEth, aToken: ASSETS.wstETH.A_TOKEN, variableDebtToken: ASSETS.wstETH.V_TOKEN },
  },
} as const;

export type AaveAsset = keyof typeof aaveAddresses.assets;

/** An address that nobody holds a key for, for what has no address on mainnet. */
function replicaAddress(name: string): Address {
  return getAddress(slice(keccak256(stringToHex(`ballast replica: ${name}`)), 12));
}

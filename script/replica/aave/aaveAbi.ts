import { parseAbi } from 'viem';

/** What the replica calls of Aave v3 (facts of the public ABI; where 3.6 and mainnet's 3.7 differ, both stand here). */
export const providerAbi = parseAbi([
  'function setACLAdmin(address admin)',
  'function setACLManager(address manager)',
  'function setPoolImpl(address implementation)',
  'function setPoolConfiguratorImpl(address implementation)',
  'function setPriceOracle(address oracle)',
  'function setPoolDataProvider(address dataProvider)',
  'function getACLAdmin() view returns (address)',
  'function getACLManager() view returns (address)',
]);

export const aclManagerAbi = parseAbi([
  'function addPoolAdmin(address admin)',
  'function isPoolAdmin(address account) view returns (bool)',
]);

export const poolAbi = parseAbi([
  'struct Configuration { uint256 data; }',
  'struct Reserve { Configuration configuration; uint128 liquidityIndex; uint128 currentLiquidityRate; uint128 variableBorrowIndex; uint128 currentVariableBorrowRate; uint128 currentStableBorrowRate; uint40 lastUpdateTimestamp; uint16 id; address aTokenAddress; address stableDebtTokenAddress; address variableDebtTokenAddress; address interestRateStrategyAddress; uint128 accruedToTreasury; uint128 unbacked; uint128 isolationModeTotalDebt; }',
  'function initReserve(address asset, address aToken, address variableDebtToken)',
  'function setConfiguration(address asset, Configuration configuration)',
  'function getConfiguration(address asset) view returns (Configuration)',
  'function getReserveData(address asset) view returns (Reserve)',
  'function getVirtualUnderlyingBalance(address asset) view returns (uint128)',
  'function supply(address asset, uint256 amount, address onBehalfOf, uint16 referralCode)',
  'function withdraw(address asset, uint256 amount, address to) returns (uint256)',
  'function borrow(address asset, uint256 amount, uint256 interestRateMode, uint16 referralCode, address onBehalfOf)',
  'function repay(address asset, uint256 amount, uint256 interestRateMode, address onBehalfOf) returns (uint256)',
  'function setUserEMode(uint8 category)',
  'function getUserEMode(address user) view returns (uint256)',
  'function getUserAccountData(address user) view returns (uint256 totalCollateralBase, uint256 totalDebtBase, uint256 availableBorrowsBase, uint256 currentLiquidationThreshold, uint256 ltv, uint256 healthFactor)',
  'function getEModeCategoryCollateralConfig(uint8 id) view returns ((uint16 ltv, uint16 liquidationThreshold, uint16 liquidationBonus))',
  'function getEModeCategoryLabel(uint8 id) view returns (string)',
  'function getEModeCategoryCollateralBitmap(uint8 id) view returns (uint128)',
  'function getEModeCategoryBorrowableBitmap(uint8 id) view returns (uint128)',
  'function getEModeCategoryLtvzeroBitmap(uint8 id) view returns (uint128)',
  // 3.7
  'function getIsEModeCategoryIsolated(uint8 id) view returns (bool)',
]);

export const configuratorAbi = parseAbi([
  'function configureReserveAsCollateral(address asset, uint256 ltv, uint256 liquidationThreshold, uint256 liquidationBonus)',
  'function setReserveBorrowing(address asset, bool enabled)',
  'function setReserveFlashLoaning(address asset, bool enabled)',
  'function setReserveFactor(address asset, uint256 reserveFactor)',
  'function setSupplyCap(address asset, uint256 supplyCap)',
  'function setBorrowCap(address asset, uint256 borrowCap)',
  'function setLiquidationProtocolFee(address asset, uint256 fee)',
  'function setEModeCategory(uint8 category, uint16 ltv, uint16 liquidationThreshold, uint16 liquidationBonus, string label)',
  // 3.7
  'function setEModeCategory(uint8 category, uint16 ltv, uint16 liquidationThreshold, uint16 liquidationBonus, string label, bool isolated)',
  'function setAssetCollateralInEMode(address asset, uint8 category, bool allowed)',
  'function setAssetBorrowableInEMode(address asset, uint8 category, bool borrowable)',
  'function setAssetLtvzeroInEMode(address asset, uint8 category, bool ltvzero)',
  'function setReserveFreeze(address asset, bool freeze)',
  'function setReserveLtvzero(address asset, bool ltvzero)',
  'function setReservePause(address asset, bool paused)',
  'function updateFlashloanPremium(uint128 premium)',
  'function getPendingLtv(address asset) view returns (uint256)',
]);

export const rateStrategyAbi = parseAbi([
  'function setInterestRateParams(address reserve, bytes rateData)',
  'function getInterestRateDataBps(address reserve) view returns ((uint16 optimalUsageRatio, uint32 baseVariableBorrowRate, uint32 variableRateSlope1, uint32 variableRateSlope2))',
]);

export const tokenAbi = parseAbi([
  'function initialize(address implementation, bytes data)',
  'function initialize(address pool, address underlying, uint8 decimals, string name, string symbol, bytes params)',
  'function balanceOf(address owner) view returns (uint256)',
  'function totalSupply() view returns (uint256)',
  'function approve(address spender, uint256 amount) returns (bool)',
  'function deposit() payable',
]);

export const stEthAbi = parseAbi(['function getPooledEthByShares(uint256 shares) view returns (uint256)']);

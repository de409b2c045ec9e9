import { parseAbi } from 'viem';

/** What the replica calls of stETH. The second and the third version answer alike, except for the report. */
export const stEthAbi = parseAbi([
  'function getContractVersion() view returns (uint256)',
  'function getLidoLocator() view returns (address)',
  'function getBeaconStat() view returns (uint256 depositedValidators, uint256 validators, uint256 balanceWei)',
  'function getBufferedEther() view returns (uint256)',
  'function getTotalPooledEther() view returns (uint256)',
  'function getTotalShares() view returns (uint256)',
  'function getPooledEthByShares(uint256 shares) view returns (uint256)',
  'function getCurrentStakeLimit() view returns (uint256)',
  'function getStakeLimitFullInfo() view returns (bool isPaused, bool isSet, uint256 current, uint256 maximum, uint256 growthBlocks, uint256 lastLimit, uint256 lastBlock)',
  'function handleOracleReport(uint256 timestamp, uint256 timeElapsed, uint256 clValidators, uint256 clBalance, uint256 withdrawalVaultBalance, uint256 elRewardsVaultBalance, uint256 sharesRequestedToBurn, uint256[] batches, uint256 simulatedShareRate) returns (uint256[4])',
  'event TokenRebased(uint256 indexed reportTimestamp, uint256 timeElapsed, uint256 preTotalShares, uint256 preTotalEther, uint256 postTotalShares, uint256 postTotalEther, uint256 sharesMintedAsFees)',
]);

/** Shares minted against stVaults, which only the third version knows. */
export const externalSharesAbi = parseAbi([
  'function getExternalShares() view returns (uint256)',
  'function getExternalEther() view returns (uint256)',
]);

export const locatorAbi = parseAbi([
  'function accounting() view returns (address)',
  'function accountingOracle() view returns (address)',
  'function oracleReportSanityChecker() view returns (address)',
  'function stakingRouter() view returns (address)',
  'function withdrawalVault() view returns (address)',
]);

export const stakingRouterAbi = parseAbi([
  'function getStakingRewardsDistribution() view returns (address[] recipients, uint256[] moduleIds, uint96[] moduleFees, uint96 totalFee, uint256 precision)',
]);

export const accountingAbi = parseAbi([
  'struct ReportValues { uint256 timestamp; uint256 timeElapsed; uint256 clValidators; uint256 clBalance; uint256 withdrawalVaultBalance; uint256 elRewardsVaultBalance; uint256 sharesRequestedToBurn; uint256[] withdrawalFinalizationBatches; uint256 simulatedShareRate; }',
  'function handleOracleReport(ReportValues report)',
]);

export const withdrawalQueueAbi = parseAbi([
  'struct Batches { uint256 remainingEthBudget; bool finished; uint256[36] batches; uint256 batchesLength; }',
  'function initialize(address admin)',
  'function grantRole(bytes32 role, address account)',
  'function resume()',
  'function onOracleReport(bool isBunker, uint256 bunkerStart, uint256 reportTimestamp)',
  'function getContractVersion() view returns (uint256)',
  'function isPaused() view returns (bool)',
  'function isBunkerModeActive() view returns (bool)',
  'function bunkerModeSinceTimestamp() view returns (uint256)',
  'function getLastRequestId() view returns (uint256)',
  'function getLastFinalizedRequestId() view returns (uint256)',
  'function calculateFinalizationBatches(uint256 maxShareRate, uint256 maxTimestamp, uint256 maxRequestsPerCall, Batches state) view returns (Batches)',
  'function prefinalize(uint256[] batches, uint256 maxShareRate) view returns (uint256 etherToLock, uint256 sharesToBurn)',
]);

import { parseAbi } from 'viem';

/** EigenLayer's slashing release, as far as the replica builds and moves it. */
export const eigenAbi = parseAbi([
  'struct OperatorSet { address avs; uint32 id; }',
  'struct CreateSetParams { uint32 operatorSetId; address[] strategies; }',
  'struct RegisterParams { address avs; uint32[] operatorSetIds; bytes data; }',
  'struct AllocateParams { OperatorSet operatorSet; address[] strategies; uint64[] newMagnitudes; }',
  'struct SlashingParams { address operator; uint32 operatorSetId; address[] strategies; uint256[] wadsToSlash; string description; }',
  'function createOperatorSets(address avs, CreateSetParams[] params)',
  'function registerForOperatorSets(address operator, RegisterParams params)',
  'function modifyAllocations(address operator, AllocateParams[] params)',
  'function slashOperator(address avs, SlashingParams params)',
  'function getMaxMagnitude(address operator, address strategy) view returns (uint64)',
  'function registerAsOperator(address approver, uint32 allocationDelay, string metadataUri)',
  'function undelegate(address staker) returns (bytes32[])',
  'function delegatedTo(address staker) view returns (address)',
  'function isOperator(address account) view returns (bool)',
  'function getOperatorShares(address operator, address[] strategies) view returns (uint256[])',
  'function getQueuedWithdrawalRoots(address staker) view returns (bytes32[])',
  'function minWithdrawalDelayBlocks() view returns (uint32)',
  'function addStrategiesToDepositWhitelist(address[] strategies)',
  'function strategyIsWhitelistedForDeposit(address strategy) view returns (bool)',
  'function pause(uint256 newPausedStatus)',
  'function unpause(uint256 newPausedStatus)',
  'function paused() view returns (uint256)',
]);

// Written by script/generateAbis.ts; do not edit.
export const aaveV3LoopAbi = [
  { type: 'function', name: 'asset', inputs: [], outputs: [{ name: '', type: 'address' }], stateMutability: 'view' },
  {
    type: 'function',
    name: 'deploy',
    inputs: [
      { name: 'assets', type: 'uint256' },
      { name: 'data', type: 'bytes' },
    ],
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    name: 'eModeCategory',
    inputs: [],
    outputs: [{ name: '', type: 'uint8' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    name: 'exposure',
    inputs: [{ name: 'rateWad', type: 'uint256' }],
    outputs: [
      { name: 'lst', type: 'int256' },
      { name: 'eth', type: 'int256' },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    name: 'free',
    inputs: [
      { name: 'assets', type: 'uint256' },
      { name: 'data', type: 'bytes' },
    ],
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    name: 'healthFactorWad',
    inputs: [],
    outputs: [{ name: '', type: 'uint256' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    name: 'healthFloorWad',
    inputs: [],
    outputs: [{ name: '', type: 'uint256' }],
    stateMutability: 'view',
  },
  { type: 'function', name: 'kind', inputs: [], outputs: [{ name: '', type: 'string' }], stateMutability: 'view' },
  {
    type: 'function',
    name: 'leverDown',
    inputs: [
      { name: 'eth', type: 'uint256' },
      { name: 'maxLst', type: 'uint256' },
    ],
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    name: 'leverUp',
    inputs: [
      { name: 'eth', type: 'uint256' },
      { name: 'minLst', type: 'uint256' },
    ],
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    name: 'limits',
    inputs: [],
    outputs: [
      {
        name: '',
        type: 'tuple',
        components: [
          { name: 'oracleErrorBps', type: 'uint16' },
          { name: 'depegBps', type: 'uint16' },
          { name: 'debtGrowthBps', type: 'uint16' },
          { name: 'maxSlippageBps', type: 'uint16' },
        ],
      },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    name: 'manage',
    inputs: [{ name: 'data', type: 'bytes' }],
    outputs: [],
    stateMutability: 'nonpayable',
  },
  { type: 'function', name: 'pool', inputs: [], outputs: [{ name: '', type: 'address' }], stateMutability: 'view' },
  {
    type: 'function',
    name: 'position',
    inputs: [],
    outputs: [
      { name: 'collateral', type: 'uint256' },
      { name: 'debt', type: 'uint256' },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    name: 'rescue',
    inputs: [
      { name: 'receiver', type: 'address' },
      { name: 'bountyBps', type: 'uint256' },
      { name: 'maxBounty', type: 'uint256' },
    ],
    outputs: [
      { name: 'sold', type: 'uint256' },
      { name: 'bounty', type: 'uint256' },
    ],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    name: 'rescueState',
    inputs: [],
    outputs: [{ name: '', type: 'uint8' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    name: 'rescueTriggerWad',
    inputs: [],
    outputs: [{ name: '', type: 'uint256' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    name: 'riskIds',
    inputs: [],
    outputs: [{ name: '', type: 'bytes32[]' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    name: 'shedForeignCollateral',
    inputs: [{ name: 'most', type: 'uint256' }],
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    name: 'uniswapPool',
    inputs: [],
    outputs: [{ name: '', type: 'address' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    name: 'unwind',
    inputs: [{ name: 'fractionWad', type: 'uint256' }],
    outputs: [],
    stateMutability: 'nonpayable',
  },
  { type: 'function', name: 'vault', inputs: [], outputs: [{ name: '', type: 'address' }], stateMutability: 'view' },
  { type: 'function', name: 'weth', inputs: [], outputs: [{ name: '', type: 'address' }], stateMutability: 'view' },
  {
    type: 'function',
    name: 'withdrawFloorWad',
    inputs: [],
    outputs: [{ name: '', type: 'uint256' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    name: 'withdrawable',
    inputs: [],
    outputs: [{ name: 'assets', type: 'uint256' }],
    stateMutability: 'view',
  },
  {
    type: 'event',
    name: 'LeveredDown',
    inputs: [
      { name: 'eth', type: 'uint256', indexed: false },
      { name: 'lstPaid', type: 'uint256', indexed: false },
      { name: 'healthFactorWad', type: 'uint256', indexed: false },
    ],
    anonymous: false,
  },
  {
    type: 'event',
    name: 'LeveredUp',
    inputs: [
      { name: 'eth', type: 'uint256', indexed: false },
      { name: 'lstFromPool', type: 'uint256', indexed: false },
      { name: 'lstFromIssuer', type: 'uint256', indexed: false },
      { name: 'healthFactorWad', type: 'uint256', indexed: false },
    ],
    anonymous: false,
  },
  {
    type: 'event',
    name: 'Unwound',
    inputs: [
      { name: 'fractionWad', type: 'uint256', indexed: false },
      { name: 'eth', type: 'uint256', indexed: false },
      { name: 'lstPaid', type: 'uint256', indexed: false },
      { name: 'lstOut', type: 'uint256', indexed: false },
    ],
    anonymous: false,
  },
  {
    type: 'error',
    name: 'BorrowCapReached',
    inputs: [
      { name: 'debtAfter', type: 'uint256' },
      { name: 'cap', type: 'uint256' },
    ],
  },
  {
    type: 'error',
    name: 'ConfigMismatch',
    inputs: [
      { name: 'what', type: 'string' },
      { name: 'actual', type: 'address' },
      { name: 'expected', type: 'address' },
    ],
  },
  {
    type: 'error',
    name: 'EModeChanged',
    inputs: [
      { name: 'expectedCategory', type: 'uint256' },
      { name: 'actualCategory', type: 'uint256' },
      { name: 'collateralInCategory', type: 'bool' },
      { name: 'debtInCategory', type: 'bool' },
    ],
  },
  { type: 'error', name: 'FlashLoanDisabled', inputs: [{ name: 'asset', type: 'address' }] },
  { type: 'error', name: 'FractionOverOne', inputs: [{ name: 'fractionWad', type: 'uint256' }] },
  {
    type: 'error',
    name: 'HealthBelowFloor',
    inputs: [
      { name: 'healthFactorWad', type: 'uint256' },
      { name: 'floorWad', type: 'uint256' },
    ],
  },
  {
    type: 'error',
    name: 'LimitOutOfRange',
    inputs: [
      { name: 'limit', type: 'string' },
      { name: 'value', type: 'uint256' },
      { name: 'min', type: 'uint256' },
      { name: 'max', type: 'uint256' },
    ],
  },
  {
    type: 'error',
    name: 'LiquidityInsufficient',
    inputs: [
      { name: 'asset', type: 'address' },
      { name: 'requested', type: 'uint256' },
      { name: 'available', type: 'uint256' },
    ],
  },
  { type: 'error', name: 'LtvZero', inputs: [{ name: 'asset', type: 'address' }] },
  {
    type: 'error',
    name: 'NotAContract',
    inputs: [
      { name: 'what', type: 'string' },
      { name: 'account', type: 'address' },
    ],
  },
  {
    type: 'error',
    name: 'OnlyVault',
    inputs: [
      { name: 'caller', type: 'address' },
      { name: 'vault', type: 'address' },
    ],
  },
  { type: 'error', name: 'OracleNotFresh', inputs: [] },
  {
    type: 'error',
    name: 'PaidTooMuch',
    inputs: [
      { name: 'paidLst', type: 'uint256' },
      { name: 'maxLst', type: 'uint256' },
    ],
  },
  {
    type: 'error',
    name: 'PurchaseIncomplete',
    inputs: [
      { name: 'eth', type: 'uint256' },
      { name: 'unspent', type: 'uint256' },
    ],
  },
  {
    type: 'error',
    name: 'ReceivedTooLittle',
    inputs: [
      { name: 'receivedLst', type: 'uint256' },
      { name: 'minLst', type: 'uint256' },
    ],
  },
  {
    type: 'error',
    name: 'RepayExceedsDebt',
    inputs: [
      { name: 'eth', type: 'uint256' },
      { name: 'debt', type: 'uint256' },
    ],
  },
  {
    type: 'error',
    name: 'RescueNotNeeded',
    inputs: [
      { name: 'healthFactorWad', type: 'uint256' },
      { name: 'floorWad', type: 'uint256' },
    ],
  },
  {
    type: 'error',
    name: 'RescueUseless',
    inputs: [
      { name: 'healthFactorWad', type: 'uint256' },
      { name: 'healthFactorBeforeWad', type: 'uint256' },
    ],
  },
  { type: 'error', name: 'ReserveFrozen', inputs: [{ name: 'asset', type: 'address' }] },
  { type: 'error', name: 'ReserveInactive', inputs: [{ name: 'asset', type: 'address' }] },
  { type: 'error', name: 'ReservePaused', inputs: [{ name: 'asset', type: 'address' }] },
  {
    type: 'error',
    name: 'SupplyCapReached',
    inputs: [
      { name: 'supplyAfter', type: 'uint256' },
      { name: 'cap', type: 'uint256' },
    ],
  },
  {
    type: 'error',
    name: 'TransferMissing',
    inputs: [
      { name: 'expected', type: 'uint256' },
      { name: 'balance', type: 'uint256' },
    ],
  },
  { type: 'error', name: 'UnexpectedCallback', inputs: [{ name: 'caller', type: 'address' }] },
  { type: 'error', name: 'UnknownOperation', inputs: [{ name: 'selector', type: 'bytes4' }] },
  {
    type: 'error',
    name: 'WithdrawExceedsAvailable',
    inputs: [
      { name: 'requested', type: 'uint256' },
      { name: 'available', type: 'uint256' },
    ],
  },
  { type: 'error', name: 'ZeroAmount', inputs: [] },
] as const;

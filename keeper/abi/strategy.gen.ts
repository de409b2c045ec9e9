// Written by script/generateAbis.ts; do not edit.
export const strategyAbi = [
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
  { type: 'function', name: 'kind', inputs: [], outputs: [{ name: '', type: 'string' }], stateMutability: 'view' },
  {
    type: 'function',
    name: 'manage',
    inputs: [{ name: 'data', type: 'bytes' }],
    outputs: [],
    stateMutability: 'nonpayable',
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
    name: 'unwind',
    inputs: [{ name: 'fractionWad', type: 'uint256' }],
    outputs: [],
    stateMutability: 'nonpayable',
  },
  { type: 'function', name: 'vault', inputs: [], outputs: [{ name: '', type: 'address' }], stateMutability: 'view' },
  {
    type: 'function',
    name: 'withdrawable',
    inputs: [],
    outputs: [{ name: 'assets', type: 'uint256' }],
    stateMutability: 'view',
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
  { type: 'error', name: 'FractionOverOne', inputs: [{ name: 'fractionWad', type: 'uint256' }] },
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
    name: 'TransferMissing',
    inputs: [
      { name: 'expected', type: 'uint256' },
      { name: 'balance', type: 'uint256' },
    ],
  },
  { type: 'error', name: 'UnexpectedCallback', inputs: [{ name: 'caller', type: 'address' }] },
  { type: 'error', name: 'UnknownOperation', inputs: [{ name: 'selector', type: 'bytes4' }] },
  { type: 'error', name: 'ZeroAmount', inputs: [] },
] as const;

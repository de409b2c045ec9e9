// Written by script/generateAbis.ts; do not edit.
export const rescueUpkeepAbi = [
  { type: 'constructor', inputs: [{ name: 'vault', type: 'address' }], stateMutability: 'nonpayable' },
  { type: 'function', name: 'VAULT', inputs: [], outputs: [{ name: '', type: 'address' }], stateMutability: 'view' },
  {
    type: 'function',
    name: 'check',
    inputs: [],
    outputs: [
      { name: 'due', type: 'bool' },
      { name: 'strategy', type: 'address' },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    name: 'checkUpkeep',
    inputs: [{ name: '', type: 'bytes' }],
    outputs: [
      { name: 'upkeepNeeded', type: 'bool' },
      { name: 'performData', type: 'bytes' },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    name: 'performUpkeep',
    inputs: [{ name: 'performData', type: 'bytes' }],
    outputs: [],
    stateMutability: 'nonpayable',
  },
] as const;

// Written by script/generateAbis.ts; do not edit.
export const lstOracleAbi = [
  {
    type: 'function',
    name: 'par',
    inputs: [],
    outputs: [
      { name: 'parWad', type: 'uint256' },
      { name: 'fresh', type: 'bool' },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    name: 'quotes',
    inputs: [],
    outputs: [
      {
        name: '',
        type: 'tuple[]',
        components: [
          { name: 'source', type: 'address' },
          { name: 'fresh', type: 'bool' },
          { name: 'rateWad', type: 'uint256' },
        ],
      },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    name: 'rates',
    inputs: [],
    outputs: [
      { name: 'parWad', type: 'uint256' },
      { name: 'marketWad', type: 'uint256' },
      { name: 'fresh', type: 'bool' },
    ],
    stateMutability: 'view',
  },
  {
    type: 'error',
    name: 'GasInsufficient',
    inputs: [
      { name: 'left', type: 'uint256' },
      { name: 'needed', type: 'uint256' },
    ],
  },
  {
    type: 'error',
    name: 'OracleConfigInvalid',
    inputs: [
      { name: 'what', type: 'string' },
      { name: 'value', type: 'uint256' },
      { name: 'min', type: 'uint256' },
      { name: 'max', type: 'uint256' },
    ],
  },
] as const;

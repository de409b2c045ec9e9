// Written by script/generateAbis.ts; do not edit.
export const vaultLensAbi = [
  {
    type: 'function',
    name: 'snapshot',
    inputs: [{ name: 'vaultAddress', type: 'address' }],
    outputs: [
      {
        name: 's',
        type: 'tuple',
        components: [
          { name: 'blockNumber', type: 'uint256' },
          { name: 'timestamp', type: 'uint256' },
          { name: 'vault', type: 'address' },
          { name: 'name', type: 'string' },
          { name: 'asset', type: 'address' },
          { name: 'totalSupply', type: 'uint256' },
          { name: 'idle', type: 'uint256' },
          {
            name: 'valuation',
            type: 'tuple',
            components: [
              { name: 'parWad', type: 'uint256' },
              { name: 'marketWad', type: 'uint256' },
              { name: 'navPar', type: 'uint256' },
              { name: 'navMarket', type: 'uint256' },
              { name: 'accrued', type: 'uint256' },
              { name: 'ask', type: 'uint256' },
              { name: 'bid', type: 'uint256' },
            ],
          },
          { name: 'sharePriceWad', type: 'uint256' },
          { name: 'rebalanceNonce', type: 'uint64' },
          { name: 'riskUpAvailableWad', type: 'int256' },
          { name: 'riskDownAvailableWad', type: 'int256' },
          { name: 'pauseFlags', type: 'uint8' },
          {
            name: 'riskCaps',
            type: 'tuple[]',
            components: [
              { name: 'id', type: 'bytes32' },
              { name: 'capAssets', type: 'uint256' },
              { name: 'exposed', type: 'uint256' },
            ],
          },
          { name: 'marketFresh', type: 'bool' },
          {
            name: 'quotes',
            type: 'tuple[]',
            components: [
              { name: 'source', type: 'address' },
              { name: 'fresh', type: 'bool' },
              { name: 'rateWad', type: 'uint256' },
            ],
          },
          {
            name: 'strategies',
            type: 'tuple[]',
            components: [
              { name: 'strategy', type: 'address' },
              { name: 'kind', type: 'string' },
              { name: 'lst', type: 'int256' },
              { name: 'eth', type: 'int256' },
              { name: 'allocation', type: 'uint256' },
              { name: 'capAssets', type: 'uint256' },
              { name: 'riskMask', type: 'uint64' },
              { name: 'isolated', type: 'bool' },
              { name: 'withdrawable', type: 'uint256' },
              { name: 'details', type: 'bytes' },
            ],
          },
        ],
      },
    ],
    stateMutability: 'view',
  },
  { type: 'error', name: 'SafeCastOverflowedIntToUint', inputs: [{ name: 'value', type: 'int256' }] },
  { type: 'error', name: 'SafeCastOverflowedUintToInt', inputs: [{ name: 'value', type: 'uint256' }] },
] as const;

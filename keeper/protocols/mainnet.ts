import type { Address } from 'viem';

/** Ethereum mainnet addresses of the protocols that Ballast integrates with. The replica places the same code at the same addresses. */
export const mainnet = {
  weth: '0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2',
  stEth: '0xae7ab96520DE3A18E5e111B5EaAb095312D7fE84',
  wstEth: '0x7f39C581F595B53c5cb19bD0b3f8dA6c935E2Ca0',
  withdrawalQueue: '0x889edC2eDab5f40e902b864aD4d7AdE8E412F9B1',
  multicall3: '0xcA11bde05977b3631167028862bE2a173976CA11',
  permit2: '0x000000000022D473030F116dDEE9F6B43aC78BA3',
  uniswapV3Factory: '0x1F98431c8aD98523631AE4a59f267346ea31F984',
  uniswapV3PositionManager: '0xC36442b4a4522E871399CD717aBDD847Ab11FE88',
  uniswapV3SwapRouter02: '0x68b3465833fb72A70ecDF485E0e4C7bD8665Fc45',
  uniswapV3QuoterV2: '0x61fFE014bA17989E743c5F6cB21bF9697530B21e',
  wstEthWethPool: '0x109830a1AAaD605BbF02a9dFA7B0B92EC2FB7dAa',
  aavePoolAddressesProvider: '0x2f39d218133AFaB8F2B819B1066c7E434Ad94E9e',
  aavePool: '0x87870Bca3F3fD6335C3F4ce8392D69350B4fA4E2',
  aavePoolConfigurator: '0x64b761D848206f447Fe2dd461b0c635Ec39EbB27',
  aaveOracle: '0x54586bE62E3c3580375aE3723C145253060Ca0C2',
  aaveAclManager: '0xc2aaCf6553D20d1e9d78E365AAba8032af9c85b0',
  ethUsdFeed: '0x5f4eC3Df9cbd43714FE2740f5E3616155c5b8419',
  stEthEthFeed: '0x86392dC19c0b719886221c78AB11eb8Cf5c52812',
} as const satisfies Record<string, Address>;

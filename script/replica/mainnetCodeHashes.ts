import { type Address, getAddress, type Hex } from 'viem';
import { mainnet } from '../../keeper/protocols/mainnet.ts';

/** keccak256 of the runtime code that stands at an address on Ethereum mainnet, recorded from mainnet. */
export const mainnetCodeHashes: Readonly<Record<Address, Hex>> = byChecksum({
  [mainnet.weth]: '0xd0a06b12ac47863b5c7be4185c2deaad1c61557033f56c7d4ea74429cbb25e23',
  [mainnet.stEth]: '0xb9c1c929064cd21734c102a698e68bf617feefcfa5a9f62407c45401546736bf',
  [mainnet.wstEth]: '0x630181884786c962140041cffa3acffbf39d8c93bde1a62b7b55046e57400557',
  [mainnet.withdrawalQueue]: '0x9bc25fa4b2f98d56db4aa4156a6dc98360ccd4ef9c7bc7f891797b0024272100',
  [mainnet.multicall3]: '0xd5c15df687b16f2ff992fc8d767b4216323184a2bbc6ee2f9c398c318e770891',
  [mainnet.permit2]: '0xc67d1657868aa5146eaf24fb879fb1fdec3d2d493b3683a61c9c2f4fb2851131',
  [mainnet.uniswapV3Factory]: '0x4d7b8525cd5d14343fa67a732fba5b24cddba11620ca88392f4ec6c52f91fd69',
  [mainnet.uniswapV3PositionManager]: '0x692e658b31cbe3407682854806658d315d61a58c7e4933a2f91d383dc00736c6',
  [mainnet.uniswapV3SwapRouter02]: '0x6ec798e80f3a19de650826338677604e54d6664f44a33b53a20b22b1939f402e',
  [mainnet.uniswapV3QuoterV2]: '0x06148f47d0f41a68d3bc970030a7150e5d608cfbc28d372440a2e41ce543d92b',
  [mainnet.wstEthWethPool]: '0x759cdaadad37345b62152ff2f67dfa7f01091fb28ab16033d52bf6ec357912d3',
  [mainnet.ethUsdFeed]: '0x4b79b5c8aee6da0f7b393e8b53e6265ef7320a1d16184c65bd3841b5aa3d700d',
  [mainnet.stEthEthFeed]: '0xbd6f524cdc4268b6bd1bb6f77a8821faeea9c52ee9e0afa0b6d948ce82c966c2',
});

function byChecksum(hashes: Readonly<Record<Address, Hex>>): Readonly<Record<Address, Hex>> {
  return Object.fromEntries(Object.entries(hashes).map(([address, hash]) => [getAddress(address), hash]));
}

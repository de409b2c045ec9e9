import type { Address } from 'viem';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import { packageOrigin } from '../packages/packageOrigin.ts';
import { readPackageArtifact } from '../packages/readPackageArtifact.ts';
import { impersonate } from '../recipes/impersonate.ts';
import { mined } from '../recipes/mined.ts';
import { placeContract } from '../recipes/placeContract.ts';
import type { ManifestEntry, Protocol, ReplicaNode } from '../types.ts';
import { factoryAbi } from '../uniswap/abis.ts';

const deployer = '0x6C9FC64A53c1b71FB3f9Af64d1ae3A4931A5f4E9';
const timelock = '0x1a9C8182C09F50C8318d769245beA52c32BE35BC';
const uniswapV2Factory = '0x5C69bEe701ef814a2B6a3EDD4B1652CB9cc5aA6f';
const positionDescriptorProxy = '0xEe6A57eC80ea46401049E92587E52f5Ec1c24785';

interface Contract {
  readonly name: string;
  readonly address: Address;
  readonly packageName: string;
  readonly artifact: string;
  readonly args: readonly Address[];
  readonly note?: string;
}

const { uniswapV3Factory: factory, uniswapV3PositionManager: positionManager, weth } = mainnet;

const contracts: readonly Contract[] = [
  {
    name: 'UniswapV3Factory',
    address: factory,
    packageName: '@uniswap/v3-core',
    artifact: 'UniswapV3Factory.sol/UniswapV3Factory.json',
    args: [],
  },
  {
    name: 'NonfungiblePositionManager',
    address: positionManager,
    packageName: '@uniswap/v3-periphery',
    artifact: 'NonfungiblePositionManager.sol/NonfungiblePositionManager.json',
    args: [factory, weth, positionDescriptorProxy],
    note: 'The descriptor that draws a position as an image is not there: tokenURI reverts.',
  },
  {
    name: 'SwapRouter02',
    address: mainnet.uniswapV3SwapRouter02,
    packageName: '@uniswap/swap-router-contracts',
    artifact: 'SwapRouter02.sol/SwapRouter02.json',
    args: [uniswapV2Factory, factory, positionManager, weth],
    note: 'Uniswap v2 is not there: only its v3 functions work.',
  },
  {
    name: 'QuoterV2',
    address: mainnet.uniswapV3QuoterV2,
    packageName: '@uniswap/v3-periphery',
    artifact: 'lens/QuoterV2.sol/QuoterV2.json',
    args: [factory, weth],
  },
];

/** Uniswap v3: factory, position manager, router and quoter, and the wstETH/WETH 0.01 % pool, created and not yet initialised. */
export const uniswap: Protocol = {
  name: 'uniswap',
  async build(node) {
    const entries: ManifestEntry[] = [];
    for (const contract of contracts) entries.push(await place(node, contract));
    await openPool(node);
    return entries;
  },
};

async function place(node: ReplicaNode, contract: Contract): Promise<ManifestEntry> {
  const { name, address, packageName, args, note } = contract;
  const { abi, bytecode } = await readPackageArtifact(packageName, `artifacts/contracts/${contract.artifact}`);
  const codeHash = await impersonate(node, deployer, (from) =>
    placeContract(node, { name, address, abi, bytecode, args, from }),
  );
  const origin = await packageOrigin(packageName);
  return { name, address, source: 'exact', codeHash, origin, ...(note === undefined ? {} : { note }) };
}

/** Does what Uniswap's governance did on mainnet: opens the 0.01 % fee tier, and hands the factory to the timelock. */
async function openPool(node: ReplicaNode): Promise<void> {
  const { client } = node;
  const pair = [mainnet.wstEth, weth, 100] as const;
  await impersonate(node, deployer, async (account) => {
    const call = { address: factory, abi: factoryAbi, account } as const;
    await mined(node, client.writeContract({ ...call, functionName: 'enableFeeAmount', args: [100, 1] }));
    await mined(node, client.writeContract({ ...call, functionName: 'createPool', args: pair }));
    await mined(node, client.writeContract({ ...call, functionName: 'setOwner', args: [timelock] }));
  });
}

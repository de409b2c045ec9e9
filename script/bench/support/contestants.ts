import {
  type Address,
  encodeAbiParameters,
  encodeFunctionData,
  type Hex,
  maxUint256,
  parseAbi,
  parseAbiParameters,
} from 'viem';
import { aaveV3LoopAbi } from '../../../keeper/abi/aaveV3Loop.gen.ts';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import { createSender } from '../../deploy/createSender.ts';
import { vaultSettings } from '../../deploy/vaultSettings.ts';
import { readParWad } from '../../replica/uniswap/readParWad.ts';
import { readArtifact } from '../../toolchain/readArtifact.ts';
import type { BenchVault } from './openVault.ts';
import { planRecursionDown, planRecursionUp } from './planRecursion.ts';

/** A way of levering, as a strategy for the bench's vault. */
export interface Contestant {
  readonly name: string;
  readonly strategy: Address;
  /** The operation that brings supplied LST (wei) to a debt (WETH wei). */
  up(collateral: bigint, debt: bigint): Hex;
  /** The operation that repays everything. */
  down(collateral: bigint, debt: bigint): Hex;
}

const poolAbi = parseAbi([
  'function FLASHLOAN_PREMIUM_TOTAL() view returns (uint128)',
  'function getEModeCategoryCollateralConfig(uint8) view returns ((uint16 ltv, uint16 liquidationThreshold, uint16 liquidationBonus))',
]);
const bps = 10_000n;
const wad = 10n ** 18n;

/** Ballast's loop and its rivals, which are deployed for the bench's vault. */
export async function contestants({ node, vault, loop }: BenchVault): Promise<{
  readonly ballast: Contestant;
  readonly flashLoan: Contestant;
  readonly recursion: Contestant;
}> {
  const { client, rpcUrl, accounts } = node;
  const deployer = createSender(client, rpcUrl, accounts.deployer);
  const category = vaultSettings.aave.eModeCategory;
  const args = [vault, mainnet.aavePool, mainnet.wstEthWethPool, category];
  const deploy = async (name: string) => (await deployer.deploy({ name, ...(await readArtifact(name)), args })).address;

  const pool = { address: mainnet.aavePool, abi: poolAbi } as const;
  const parWad = await readParWad(node);
  const premiumBps = await client.readContract({ ...pool, functionName: 'FLASHLOAN_PREMIUM_TOTAL' });
  const eMode = await client.readContract({
    ...pool,
    functionName: 'getEModeCategoryCollateralConfig',
    args: [category],
  });
  const limits = { ltvBps: BigInt(eMode.ltv), liquidationThresholdBps: BigInt(eMode.liquidationThreshold) };

  return {
    ballast: {
      name: 'Ballast',
      strategy: loop,
      up: (_, debt) => {
        const minLst = (((debt * wad) / parWad) * 9_900n) / bps;
        return encodeFunctionData({ abi: aaveV3LoopAbi, functionName: 'leverUp', args: [debt, minLst] });
      },
      down: (_, debt) => {
        const maxLst = (((debt * wad) / parWad) * 10_100n) / bps;
        return encodeFunctionData({ abi: aaveV3LoopAbi, functionName: 'leverDown', args: [maxUint256, maxLst] });
      },
    },
    flashLoan: {
      name: 'flashLoanSimple, borrow or sale to repay it, in the same vault',
      strategy: await deploy('FlashLoanLoop'),
      up: (_, debt) => operation(true, [(debt * bps) / (bps + premiumBps)]),
      down: () => operation(false, []),
    },
    recursion: {
      name: 'supply, borrow and swap round by round, in the same vault',
      strategy: await deploy('RecursiveLoop'),
      up: (collateral, debt) => operation(true, planRecursionUp(collateral, debt, parWad, limits)),
      down: (collateral, debt) => operation(false, planRecursionDown(collateral, debt, parWad, limits)),
    },
  };
}

/** What the rivals' contracts take. */
function operation(up: boolean, amounts: readonly bigint[]): Hex {
  return encodeAbiParameters(parseAbiParameters('bool, uint256[]'), [up, amounts]);
}

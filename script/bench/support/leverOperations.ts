import { encodeAbiParameters, encodeFunctionData, type Hex, maxUint256, parseAbi, parseAbiParameters } from 'viem';
import { aaveV3LoopAbi } from '../../../keeper/abi/aaveV3Loop.gen.ts';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import { vaultSettings } from '../../deploy/vaultSettings.ts';
import type { ReplicaNode } from '../../replica/types.ts';
import { readParWad } from '../../replica/uniswap/readParWad.ts';
import { planRecursionDown } from './planRecursionDown.ts';
import { planRecursionUp } from './planRecursionUp.ts';

/** How one kind of loop is told to lever. */
export interface LeverOperations {
  /** Brings supplied LST (wei) without debt to a debt (WETH wei). */
  up(collateral: bigint, debt: bigint): Hex;
  /** Repays everything. */
  down(collateral: bigint, debt: bigint): Hex;
}

const poolAbi = parseAbi([
  'function FLASHLOAN_PREMIUM_TOTAL() view returns (uint128)',
  'function getEModeCategoryCollateralConfig(uint8) view returns ((uint16 ltv, uint16 liquidationThreshold, uint16 liquidationBonus))',
]);
const bps = 10_000n;
const wad = 10n ** 18n;

/** The calldata of Ballast's loop, with bounds as the keeper sets them, and of its rivals, with Aave's premium and limits as they stand. */
export async function leverOperations(
  node: ReplicaNode,
): Promise<Readonly<Record<'AaveV3Loop' | 'FlashLoanLoop' | 'RecursiveLoop', LeverOperations>>> {
  const { client } = node;
  const pool = { address: mainnet.aavePool, abi: poolAbi } as const;
  const category = [vaultSettings.aave.eModeCategory] as const;
  const parWad = await readParWad(node);
  const premiumBps = await client.readContract({ ...pool, functionName: 'FLASHLOAN_PREMIUM_TOTAL' });
  const eMode = await client.readContract({
    ...pool,
    functionName: 'getEModeCategoryCollateralConfig',
    args: category,
  });
  const atPar = (eth: bigint) => (eth * wad) / parWad;
  return {
    AaveV3Loop: {
      up: (_, debt) => encodeOwn('leverUp', [debt, (atPar(debt) * 9_900n) / bps]),
      down: (_, debt) => encodeOwn('leverDown', [maxUint256, (atPar(debt) * 10_100n) / bps]),
    },
    FlashLoanLoop: {
      up: (_, debt) => encodeRival(true, [(debt * bps) / (bps + premiumBps)]),
      down: () => encodeRival(false, []),
    },
    RecursiveLoop: {
      up: (collateral, debt) => encodeRival(true, planRecursionUp(collateral, debt, parWad, BigInt(eMode.ltv))),
      down: (collateral, debt) =>
        encodeRival(false, planRecursionDown(collateral, debt, parWad, BigInt(eMode.liquidationThreshold))),
    },
  };
}

function encodeOwn(functionName: 'leverUp' | 'leverDown', args: readonly [bigint, bigint]): Hex {
  return encodeFunctionData({ abi: aaveV3LoopAbi, functionName, args });
}

/** What the rivals' contracts take. */
function encodeRival(up: boolean, amounts: readonly bigint[]): Hex {
  return encodeAbiParameters(parseAbiParameters('bool, uint256[]'), [up, amounts]);
}

import { type AbiParameterToPrimitiveType, decodeAbiParameters, decodeFunctionResult, type Hex } from 'viem';
import { detailsAbi } from '../abi/details.gen.ts';
import { vaultLensAbi } from '../abi/vaultLens.gen.ts';
import type { AaveLoopDetails, Snapshot, StrategySnapshot } from '../core/snapshot.ts';
import type { BlockHeader } from './blockHeader.ts';

type LensSnapshot = AbiParameterToPrimitiveType<(typeof vaultLensAbi)[0]['outputs'][0]>;
type LensStrategy = LensSnapshot['strategies'][number];

/** Turns the lens' answer into the snapshot that the core decides on; what the lens cannot see comes from the block's header. */
export function decodeSnapshot(data: Hex, chainId: number, block: BlockHeader): Snapshot {
  const lens = decodeFunctionResult({ abi: vaultLensAbi, functionName: 'snapshot', data });
  return {
    chainId,
    blockNumber: lens.blockNumber,
    blockHash: block.hash,
    timestamp: lens.timestamp,
    baseFeePerGasWei: block.baseFeePerGasWei,
    vault: {
      address: lens.vault,
      name: lens.name,
      asset: lens.asset,
      totalSupply: lens.totalSupply,
      idle: lens.idle,
      valuation: lens.valuation,
      sharePriceWad: lens.sharePriceWad,
      rebalanceNonce: lens.rebalanceNonce,
      riskUpAvailableWad: lens.riskUpAvailableWad,
      riskDownAvailableWad: lens.riskDownAvailableWad,
      pauseFlags: BigInt(lens.pauseFlags),
      riskCaps: lens.riskCaps,
    },
    marketFresh: lens.marketFresh,
    quotes: lens.quotes,
    strategies: lens.strategies.map(toStrategy),
  };
}

function toStrategy({ strategy, details, ...rest }: LensStrategy): StrategySnapshot {
  return {
    address: strategy,
    ...rest,
    details: rest.kind === 'aave-v3-loop' && !rest.isolated ? toAaveLoop(details) : { kind: 'unknown' },
  };
}

function toAaveLoop(details: Hex): AaveLoopDetails {
  const [state] = decodeAbiParameters(detailsAbi[0].outputs, details);
  return {
    kind: 'aave-v3-loop',
    ...state,
    swapPool: {
      ...state.swapPool,
      tick: BigInt(state.swapPool.tick),
      feePips: BigInt(state.swapPool.feePips),
    },
  };
}

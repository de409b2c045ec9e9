import type { DecidedAction, Decision } from '../../../../keeper/core/decision.ts';
import { repayAll } from '../../../../keeper/core/loop/repayAll.ts';
import type { AaveLoopDetails, Snapshot } from '../../../../keeper/core/snapshot.ts';
import { lstInForEthOut } from '../../../../keeper/core/swap/lstInForEthOut.ts';
import { lstOutForEthIn } from '../../../../keeper/core/swap/lstOutForEthIn.ts';
import { splitPurchase } from '../../../../keeper/core/swap/splitPurchase.ts';
import { consistent, wad } from './healthySnapshot.ts';

const q96 = 2n ** 96n;
/** Rises by less are rounding. */
const dustWei = 10n ** 9n;

/**
 * The snapshot one block after a decision was carried out: balances, reserves and the pool's price moved as the decision reckoned. Interest of
 * the block and Aave's rounding of a wei or two are left out, so this is a world for tests of the decision alone.
 *
 * @throws where an action breaks the bound that it carries itself
 */
export function applyDecision(snapshot: Snapshot, decision: Decision, secondsLater = 12n): Snapshot {
  const moved = decision.actions.reduce(applyAction, snapshot);
  const nonce = snapshot.vault.rebalanceNonce + (decision.actions.length > 0 ? 1n : 0n);
  const after = consistent({
    ...moved,
    blockNumber: snapshot.blockNumber + 1n,
    timestamp: snapshot.timestamp + secondsLater,
    vault: { ...moved.vault, rebalanceNonce: nonce },
  });
  return { ...after, vault: { ...after.vault, ...charged(snapshot, after) } };
}

/**
 * Whether the vault counts what happened as raising risk (`RiskDirection.rises`): a debt that grew, alone or for each LST, or more LST, unless it
 * was added under a debt of half of it, and no more than that debt.
 */
export function raisesRisk(before: Snapshot, after: Snapshot): boolean {
  return after.strategies.some(({ lst, eth }, place) => {
    const old = before.strategies[place];
    if (old === undefined || -eth > -old.eth + dustWei || -eth * old.lst > -old.eth * lst + dustWei * old.lst)
      return true;
    return lst > old.lst + dustWei && !(old.eth < 0n && -old.eth * 2n >= old.lst && lst <= old.lst - old.eth);
  });
}

/** The budgets after a batch: what it lost at par is taken out of one of them, and nothing refills in a block. */
function charged(before: Snapshot, after: Snapshot) {
  const { riskUpAvailableWad, riskDownAvailableWad, valuation } = before.vault;
  const lost = valuation.navPar - after.vault.valuation.navPar;
  const lossWad = lost > 0n ? (lost * wad + valuation.navPar - 1n) / valuation.navPar : 0n;
  return raisesRisk(before, after)
    ? { riskUpAvailableWad: riskUpAvailableWad - lossWad }
    : { riskDownAvailableWad: riskDownAvailableWad - lossWad };
}

function applyAction(snapshot: Snapshot, action: DecidedAction): Snapshot {
  const { parWad } = snapshot.vault.valuation;
  const strategies = snapshot.strategies.map((strategy) => {
    if (strategy.address !== action.strategy) return strategy;
    if (strategy.details.kind !== 'aave-v3-loop') throw new Error('Acted on a strategy that the keeper cannot read.');
    const deposited = supply(strategy.details, action.assets);
    return { ...strategy, details: operate(deposited, action, parWad) };
  });
  if (action.kind === 'deploy' && action.assets > snapshot.vault.idle) throw new Error('Deployed more than is idle.');
  if (action.kind === 'manage' && action.assets !== 0n) throw new Error('Manage moves no assets.');
  return { ...snapshot, strategies, vault: { ...snapshot.vault, idle: snapshot.vault.idle - action.assets } };
}

function operate(details: AaveLoopDetails, { operation }: DecidedAction, parWad: bigint): AaveLoopDetails {
  if (operation === undefined) return details;
  if (operation.name === 'leverUp') {
    const { poolEth, issuerEth } = splitPurchase(details.swapPool, details.issuer, parWad, operation.ethWei);
    const lst = lstOutForEthIn(details.swapPool, poolEth) + (issuerEth * wad) / parWad;
    if (lst < operation.minLstWei) throw new Error(`Received ${lst} LST, fewer than ${operation.minLstWei}.`);
    const net = (poolEth * (1_000_000n - details.swapPool.feePips)) / 1_000_000n;
    const sqrtPriceX96 = details.swapPool.sqrtPriceX96 + (net * q96) / details.swapPool.liquidity;
    const borrowed = borrow(supply(details, lst), operation.ethWei);
    return {
      ...borrowed,
      swapPool: { ...details.swapPool, sqrtPriceX96 },
      issuer: { ...details.issuer, stakeLimit: details.issuer.stakeLimit - issuerEth },
    };
  }
  const ethWei = operation.ethWei === repayAll ? details.debt : operation.ethWei;
  const lst = lstInForEthOut(details.swapPool, ethWei);
  if (lst === undefined || lst > operation.maxLstWei)
    throw new Error(`Paid ${lst} LST, more than ${operation.maxLstWei}.`);
  const sqrtPriceX96 =
    details.swapPool.sqrtPriceX96 - (ethWei * q96 + details.swapPool.liquidity - 1n) / details.swapPool.liquidity;
  return { ...borrow(supply(details, -lst), -ethWei), swapPool: { ...details.swapPool, sqrtPriceX96 } };
}

function supply(details: AaveLoopDetails, lst: bigint): AaveLoopDetails {
  const { collateralReserve: reserve } = details;
  return {
    ...details,
    collateral: details.collateral + lst,
    collateralReserve: {
      ...reserve,
      totalSupplied: reserve.totalSupplied + lst,
      availableLiquidity: reserve.availableLiquidity + lst,
    },
  };
}

function borrow(details: AaveLoopDetails, ethWei: bigint): AaveLoopDetails {
  const { debtReserve: reserve } = details;
  return {
    ...details,
    debt: details.debt + ethWei,
    debtReserve: {
      ...reserve,
      totalDebt: reserve.totalDebt + ethWei,
      availableLiquidity: reserve.availableLiquidity - ethWei,
    },
  };
}

import { isLoop } from '../../core/loop/isLoop.ts';
import { raiseBlockers } from '../../core/loop/raiseBlockers.ts';
import { bps } from '../../core/math/units.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { formatWad } from '../output/formatWad.ts';
import type { FoundVault } from '../session/findVault.ts';
import { observeVault } from '../session/observeVault.ts';
import type { Session } from '../session/openSession.ts';
import { readBudgets } from '../session/readBudgets.ts';
import { readMarkets } from '../session/readMarkets.ts';
import type { Check } from './check.ts';
import { checkLimits } from './checkLimits.ts';

/** What the lens sees of the vault: that it can be read, its feeds, its own limits, its strategies' health, and the state of the lender's reserves. */
export async function checkVault(session: Session, { address, deployment }: FoundVault): Promise<readonly Check[]> {
  const { snapshot } = await observeVault(session, address);
  const budgets = await readBudgets(session, address, snapshot.blockNumber);
  const names = new Map(deployment?.sources.map((source) => [source.address, source.name]));
  return [
    { name: 'vault', status: 'ok', message: `${snapshot.vault.name} at ${address}` },
    ...checkFeeds(snapshot, (source) => names.get(source) ?? source),
    checkMarketRate(snapshot, session.settings.policy.peg.maxDiscountBps),
    ...checkLimits(snapshot, budgets),
    ...checkLoops(snapshot),
    ...(await checkReserves(session, snapshot)),
  ];
}

function checkFeeds(snapshot: Snapshot, nameOf: (source: `0x${string}`) => string): readonly Check[] {
  return snapshot.quotes.map(({ source, fresh, rateWad }): Check => {
    const name = `feed ${nameOf(source)}`;
    if (fresh) return { name, status: 'ok', message: `${formatWad(rateWad, 6)} ETH per LST` };
    return {
      name,
      status: 'warn',
      message: 'stale, silent or out of bounds, and left out. Check the feed; the others count meanwhile.',
    };
  });
}

function checkMarketRate(snapshot: Snapshot, maxDiscountBps: bigint): Check {
  const name = 'market rate';
  if (!snapshot.marketFresh) {
    const message =
      'a fallback, since no feed is live or par is out of bounds: nobody can enter and no risk is raised. Restore a feed.';
    return { name, status: 'fail', message };
  }
  const { parWad, marketWad } = snapshot.vault.valuation;
  const rate = `${formatWad(marketWad, 6)} ETH per LST`;
  if (marketWad * bps >= parWad * (bps - maxDiscountBps)) return { name, status: 'ok', message: rate };
  const discountBps = ((parWad - marketWad) * bps) / parWad;
  return {
    name,
    status: 'warn',
    message: `${rate}, ${discountBps} bps under par and over the ${maxDiscountBps} bps of peg.maxDiscountBps: no new leverage, and leaving costs a multiple of it. Wait until the market is back near par.`,
  };
}

function checkLoops(snapshot: Snapshot): readonly Check[] {
  return snapshot.strategies.filter(isLoop).flatMap(({ kind, details }): Check[] => {
    const blockers = raiseBlockers(details);
    const under = details.healthFactorWad < details.healthFloorWad;
    return [
      {
        name: `${kind} market`,
        status: blockers.length === 0 ? 'ok' : 'warn',
        message:
          blockers.length === 0
            ? 'open for more leverage'
            : `${blockers.join('; ')}. Leverage waits until it is lifted.`,
      },
      {
        name: `${kind} health`,
        status: under ? 'fail' : 'ok',
        message: under
          ? `health factor ${formatWad(details.healthFactorWad, 3)} is under the floor of ${formatWad(details.healthFloorWad, 3)}. Run the keeper live: \`npx ballast run --live\`.`
          : `over the floor of ${formatWad(details.healthFloorWad, 3)}`,
      },
    ];
  });
}

async function checkReserves(session: Session, snapshot: Snapshot): Promise<readonly Check[]> {
  const reserves = await readMarkets(session, snapshot);
  return reserves.map(({ symbol, available, utilisationWad, frozen, paused }) => ({
    name: `reserve ${symbol}`,
    status: frozen || paused || available === 0n ? 'warn' : 'ok',
    message: `${formatWad(utilisationWad * 100n, 2)} % used, ${formatWad(available, 0)} available${frozen ? ', frozen' : ''}${paused ? ', paused' : ''}`,
  }));
}

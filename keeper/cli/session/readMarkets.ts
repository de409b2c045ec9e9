import { isLoop } from '../../core/loop/isLoop.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import type { ReserveView } from '../../protocols/aave/reserves.ts';
import type { Session } from './openSession.ts';

/** Aave's reserves that the vault's loops stand in, as Aave's own library shows them; none where no loop is listed. */
export async function readMarkets({ settings }: Session, snapshot: Snapshot): Promise<readonly ReserveView[]> {
  const loops = snapshot.strategies.filter(isLoop);
  const assets = loops.flatMap(({ details }) => [details.collateralReserve.asset, details.debtReserve.asset]);
  if (assets.length === 0) return [];
  // A quarter of a second to load, which a vault without a loop need not wait for.
  const { readReserves } = await import('../../protocols/aave/reserves.ts');
  const { rpcUrl, chainId } = settings;
  return readReserves({ rpcUrl, chainId, timestamp: snapshot.timestamp }, assets);
}

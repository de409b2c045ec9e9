import type { readPosition } from './readPosition.ts';

const wad = 10n ** 18n;

type Sheet = Pick<Awaited<ReturnType<typeof readPosition>>, 'idle' | 'collateral' | 'debt'>;

/** Net asset value in LST wei at a rate (ETH per LST, WAD), as leavers (down) or entrants (up) see it: idle + collateral − debt ÷ rate. */
export function navAt({ idle, collateral, debt }: Sheet, rateWad: bigint, rounding: 'down' | 'up'): bigint {
  const owed = rounding === 'down' ? (debt * wad + rateWad - 1n) / rateWad : (debt * wad) / rateWad;
  return idle + collateral - owed;
}

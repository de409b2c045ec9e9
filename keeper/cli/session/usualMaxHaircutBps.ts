/** What leaving may cost against par, in basis points, unless `--max-haircut-bps` says otherwise. */
export const usualMaxHaircutBps = 100;

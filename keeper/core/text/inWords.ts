import { maxUint256 } from '../math/units.ts';
import { fixed } from './fixed.ts';

/** The units in which reasons speak to people. */
export const inWords = {
  lst: (wei: bigint): string => `${fixed(wei, 18, 4)} LST`,
  eth: (wei: bigint): string => `${fixed(wei, 18, 4)} ETH`,
  percent: (ray: bigint): string => `${fixed(ray, 25, 2)} %`,
  /** A loss as a WAD fraction, in hundredths of a basis point. */
  lossWad: (wad: bigint): string => `${fixed(wad, 14, 2)} bps`,
  bps: (value: bigint): string => `${value} bps`,
  gwei: (wei: bigint): string => `${fixed(wei, 9, 2)} gwei`,
  leverage: (wad: bigint): string => (wad === maxUint256 ? 'no equity left' : `${fixed(wad, 18, 2)}x`),
  health: (wad: bigint): string => (wad === maxUint256 ? 'infinite' : fixed(wad, 18, 3)),
  hours: (seconds: bigint): string => `${fixed((seconds * 10n) / 3_600n, 1, 1)} h`,
  /** Seconds and minutes under an hour, hours from there on. */
  duration: (seconds: bigint): string => {
    if (seconds < 60n) return `${seconds} s`;
    return seconds < 3_600n ? `${seconds / 60n} min` : inWords.hours(seconds);
  },
} as const;

import type { DeployOptions } from '../deployVault.ts';

/** One thing that was read back, in words, with what was found and what was asked for; both are compared as text. */
export type Check = readonly [what: string, found: unknown, expected: unknown];

/** What a deployment was asked for beyond what its record says. */
export type Expected = Pick<DeployOptions, 'seedAssets' | 'capAssets' | 'holders'>;

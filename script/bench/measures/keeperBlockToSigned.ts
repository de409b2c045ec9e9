import type { World } from '../../../keeper/worlds/world.ts';
import { blockToSigned } from '../support/blockToSigned.ts';
import type { Read } from '../support/lensReads.ts';
import { median } from '../support/median.ts';
import { onCopy } from '../support/onCopy.ts';
import { type KeeperBench, openKeeperBench } from '../support/openKeeperBench.ts';
import { openObservation } from '../support/openObservation.ts';
import { readOneByOne } from '../support/readOneByOne.ts';
import type { Measure } from '../types.ts';

const runs = 10;
const rivalRuns = 5;
const goal = 150;
const about = 'new block to signed batch: noticed by polling, observed, decided, simulated, journalled, signed';

/** The keeper's whole way from a block that changes its mind to its signature, as `ballast start` runs it, beside one that reads without a lens. */
export const keeperBlockToSigned: Measure = {
  figures: [
    { name: 'keeper.blockToSigned', unit: 'ms', goal, about: `${about}; median of ${runs}` },
    { name: 'keeper.blockToSigned.max', unit: 'ms', goal, about: `the longest of the ${runs}` },
  ],
  take: async (scope) => {
    const bench = await openKeeperBench(scope);
    const { reads } = await openObservation(bench);
    const own: number[] = [];
    for (let run = 0; run < runs; run++) own.push(await onCopy(bench, () => blockToSigned(bench)));
    const theirs: number[] = [];
    for (let run = 0; run < rivalRuns; run++) theirs.push(await onCopy(bench, () => withoutLens(bench, reads)));
    const name = `the same keeper with its ${reads.length} reads one by one with viem`;
    return {
      'keeper.blockToSigned': { value: median(own), rival: { name, value: median(theirs) } },
      'keeper.blockToSigned.max': { value: Math.max(...own), rival: { name, value: Math.max(...theirs) } },
    };
  },
};

/** The reads one by one take the lens' place; its own time, which still gives the snapshot, is taken off. */
async function withoutLens(bench: KeeperBench, reads: readonly Read[]): Promise<number> {
  const lens: number[] = [];
  const total = await blockToSigned(bench, (world: World) => ({
    ...world,
    observe: async (block) => {
      await readOneByOne(bench.session.client, reads, block.hash);
      const begun = performance.now();
      const snapshot = await world.observe(block);
      lens.push(performance.now() - begun);
      return snapshot;
    },
  }));
  return total - (lens.at(-1) ?? 0);
}

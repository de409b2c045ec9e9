import { parseEther } from 'viem';
import { decide } from '../../../keeper/core/decide.ts';
import { KeeperError } from '../../../keeper/core/errors.ts';
import { emptyMemory } from '../../../keeper/core/memory.ts';
import { defaultPolicy } from '../../../keeper/core/policy.ts';
import { median } from '../support/median.ts';
import { openObservation } from '../support/openObservation.ts';
import { openVault } from '../support/openVault.ts';
import { readOneByOne } from '../support/readOneByOne.ts';
import { timed } from '../support/timed.ts';
import type { Measure } from '../types.ts';

const rounds = 40;

/** The observation of a tick, its requests and its time, beside the same reads without a lens; and the decision on it. */
export const keeperObservation: Measure = {
  figures: [
    { name: 'keeper.readsPerTick', unit: 'calls', goal: 1, about: 'JSON-RPC requests of an observation' },
    {
      ...{ name: 'keeper.observe.time', unit: 'ms', goal: null, claim: 'notWorseThanRival' },
      about: `an observation, decoded; median of ${rounds}`,
    },
    {
      ...{ name: 'core.decide.time', unit: 'ms', goal: null },
      about: `a decision to deploy and lever up 100 wstETH, nothing but the core; median of ${rounds}`,
    },
  ],
  take: async (scope) => {
    const bench = await openVault(scope, parseEther('100'));
    const { client, block, look, requestsPerLook, reads } = await openObservation(bench);
    const snapshot = await look();
    if (decide(snapshot, defaultPolicy, emptyMemory).actions.length === 0) {
      throw new KeeperError('The decision that was to be timed is to do nothing.', { kind: 'stop' });
    }
    const byLens: number[] = [];
    const oneByOne: number[] = [];
    const deciding: number[] = [];
    // In turn, so that whatever else the machine does falls on all of them alike.
    for (let round = 0; round < rounds; round++) {
      byLens.push(await timed(look));
      oneByOne.push(await timed(() => readOneByOne(client, reads, block.hash)));
      deciding.push(await timed(async () => decide(snapshot, defaultPolicy, emptyMemory)));
    }
    const name = `the same ${reads.length} reads one by one with viem`;
    return {
      'keeper.readsPerTick': { value: requestsPerLook, rival: { name, value: reads.length } },
      'keeper.observe.time': { value: median(byLens), rival: { name, value: median(oneByOne) } },
      'core.decide.time': { value: median(deciding), rival: null },
    };
  },
};

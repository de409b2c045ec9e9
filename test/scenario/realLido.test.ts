import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import { rebase } from '../../script/replica/scenarios/rebase.ts';
import { projectRoot } from '../../script/toolchain/projectRoot.ts';
import { type ScenarioKeeper, type ScenarioVault, startScenarioVault } from '../support/scenarioVault.ts';
import { apartBps } from './support/apartBps.ts';
import { expectFirstRebalance } from './support/expectFirstRebalance.ts';
import { readPosition } from './support/readPosition.ts';
import { reasonsOf } from './support/reasonsOf.ts';

const statePath = process.env.BALLAST_MAINNET_STATE ?? join(projectRoot, '../shared/mainnet/state.json');
const isRecorded = existsSync(statePath);
if (!isRecorded) {
  console.warn(
    'SKIPPED: the keeper is not run on Lido’s real code, because no recorded mainnet state is here. ' +
      'Set BALLAST_MAINNET_STATE to a file of the form {name: {address, codeHash, code, storage}}.',
  );
}

describe.skipIf(!isRecorded)('on a replica that runs Lido’s real code', () => {
  let on: ScenarioVault;
  let keeper: ScenarioKeeper;
  beforeAll(async () => {
    on = await startScenarioVault({ overlayStatePath: statePath });
    keeper = await on.startKeeper();
  }, 240_000);
  afterAll(() => on?.stop());

  test('wstETH is the recorded code', () => {
    const sources = on.manifest.filter(({ address }) => [mainnet.stEth, mainnet.wstEth].some((at) => at === address));
    expect(sources.map(({ source }) => source)).toEqual(['overlay', 'overlay']);
  });

  test('the first rebalance is as it is on the model', () => expectFirstRebalance(on, keeper));

  test('a slash of 5 % is restored', async () => {
    const before = await readPosition(on);
    await rebase(on, { bps: -500 });
    const slashed = await readPosition(on);
    expect(apartBps(slashed.valuation.parWad, (before.valuation.parWad * 95n) / 100n)).toBeLessThanOrEqual(1n);
    const entry = await keeper.tick();
    expect(entry.outcome.status, reasonsOf(entry)).toBe('confirmed');
    expect(apartBps((await readPosition(on)).leverageWad, 5n * 10n ** 18n)).toBeLessThanOrEqual(1n);
  });
});

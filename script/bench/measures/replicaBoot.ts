import { KeeperError } from '../../../keeper/core/errors.ts';
import { createReplicaClient } from '../../replica/createReplicaClient.ts';
import { anyFreePort } from '../support/anyFreePort.ts';
import { median } from '../support/median.ts';
import { spawnCli } from '../support/spawnCli.ts';
import type { Measure, Scope } from '../types.ts';

const runs = 5;

/** How long `ballast replica` takes from the start of its process until its node answers, once the state is prepared. */
export const replicaBoot: Measure = {
  figures: [
    {
      ...{ name: 'replica.boot.cached', unit: 's', goal: 2 },
      about: `\`ballast replica\`, process start to ready, state prepared; median of ${runs}`,
    },
  ],
  take: async (scope) => {
    const seconds: number[] = [];
    for (let run = 0; run < runs; run++) seconds.push(await boot(scope));
    return { 'replica.boot.cached': { value: median(seconds), rival: null } };
  },
};

async function boot(scope: Scope): Promise<number> {
  const cli = await spawnCli(scope, ['replica', '--json', '--port', `${await anyFreePort()}`]);
  const { text } = await cli.firstLine;
  const { rpcUrl, built } = JSON.parse(text) as { rpcUrl: string; built: boolean };
  // It is ready when it answers, whatever it says.
  await createReplicaClient(rpcUrl).getBlockNumber();
  const seconds = (performance.now() - cli.startedAt) / 1_000;
  await cli.interrupt();
  if (!built) return seconds;
  throw new KeeperError('The replica was built anew although its state had been prepared. Run the bench again.', {
    kind: 'retry',
  });
}

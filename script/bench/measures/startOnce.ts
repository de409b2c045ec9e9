import { KeeperError } from '../../../keeper/core/errors.ts';
import { anyFreePort } from '../support/anyFreePort.ts';
import { spawnCli } from '../support/spawnCli.ts';
import type { Measure } from '../types.ts';

/** How long the whole of `npm start -- --once` takes once everything is compiled and prepared. */
export const startOnce: Measure = {
  figures: [
    {
      ...{ name: 'start.once.second', unit: 's', goal: 15 },
      about: '`npm start -- --once` (without npm), process start to end, all compiled and prepared',
    },
  ],
  take: async (scope) => {
    const cli = await spawnCli(scope, ['start', '--once', '--port', `${await anyFreePort()}`]);
    const { text } = await cli.firstLine;
    const { code, at } = await cli.ended;
    const { transaction } = JSON.parse(text) as { transaction?: string };
    if (code !== 0 || transaction === undefined) {
      throw new KeeperError(`\`ballast start --once\` ended with code ${code} and no transaction.`, { kind: 'retry' });
    }
    return { 'start.once.second': { value: (at - cli.startedAt) / 1_000, rival: null } };
  },
};

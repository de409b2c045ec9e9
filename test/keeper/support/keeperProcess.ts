import { runOnce } from '../../../keeper/runner/runOnce.ts';
import { devAccounts } from '../../../script/replica/devAccounts.ts';
import { startKeeper } from './startKeeper.ts';

/*
 * A keeper in a process of its own, for tests that kill it: one live tick. Arguments: RPC URL, vault, data folder.
 */
const [rpcUrl = '', vault = '', dataDir = ''] = process.argv.slice(2);
const place = { rpcUrl, vault: vault as `0x${string}`, accounts: devAccounts };
const keeper = await startKeeper(place, { dataDir });
const { outcome } = await runOnce(keeper.world, keeper.options);
console.log(outcome.status);
await keeper.stop();

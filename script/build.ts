import { KeeperError } from '../keeper/core/errors.ts';
import { buildContracts } from './toolchain/buildContracts.ts';

await buildContracts().catch((error: unknown) => {
  if (!(error instanceof KeeperError)) throw error;
  console.error(error.shortMessage);
  process.exitCode = 2;
});

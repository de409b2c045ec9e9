import { type BootedReplica, type BootOptions, bootReplica } from '../../script/replica/bootReplica.ts';

/**
 * Boots a replica for one test file on a free port, from the cache (built first when it is not there: `npm test` does that before).
 *
 * Stop it in `afterAll`; it also ends with the test's process.
 */
export function startTestReplica(options: BootOptions = {}): Promise<BootedReplica> {
  return bootReplica(options);
}

import { type BootedReplica, type BootOptions, bootReplica } from '../../../script/replica/bootReplica.ts';
import type { Output } from '../output/createOutput.ts';

/** Boots the replica, or a fork where the options name an endpoint, and says so. */
export async function bootNode(output: Output, options: BootOptions): Promise<BootedReplica> {
  output.note(options.rpcUrl === undefined ? 'Booting the replica …' : 'Forking mainnet …');
  return bootReplica(options);
}

import { keccak256, toBytes } from 'viem';
import { impersonate } from '../../recipes/impersonate.ts';
import { mined } from '../../recipes/mined.ts';
import type { ReplicaNode } from '../../types.ts';
import { withdrawalQueueAbi } from './lidoAbis.ts';
import { lidoAddresses } from './lidoAddresses.ts';

const { agent, stEth, accountingOracle, withdrawalQueue } = lidoAddresses;

/** Who may do what, as on mainnet: stETH finalizes, the oracle reports, and the agent, which holds the rest there in the end, pauses and resumes. */
const roles = [
  ['FINALIZE_ROLE', stEth],
  ['ORACLE_ROLE', accountingOracle],
  ['PAUSE_ROLE', agent],
  ['RESUME_ROLE', agent],
] as const;

/** Initialises a fresh withdrawal queue and opens it for requests. A queue that was initialised before is left as it is. */
export async function openWithdrawalQueue(node: ReplicaNode): Promise<void> {
  const { client } = node;
  const queue = { address: withdrawalQueue, abi: withdrawalQueueAbi } as const;
  if ((await client.readContract({ ...queue, functionName: 'getContractVersion' })) !== 0n) return;
  await impersonate(node, agent, async (account) => {
    await mined(node, client.writeContract({ ...queue, functionName: 'initialize', args: [agent], account }));
    for (const [role, holder] of roles) {
      const args = [keccak256(toBytes(role)), holder] as const;
      await mined(node, client.writeContract({ ...queue, functionName: 'grantRole', args, account }));
    }
    await mined(node, client.writeContract({ ...queue, functionName: 'resume', account }));
  });
}

import { encodeFunctionData, type LocalAccount, parseAbi } from 'viem';
import { lstVaultAbi } from '../../../keeper/abi/lstVault.gen.ts';
import { createSender } from '../../../script/deploy/createSender.ts';
import { changeFeed } from '../../../script/replica/scenarios/feed.ts';
import { jump } from '../../../script/replica/scenarios/jump.ts';
import type { ScenarioVault } from '../../support/scenarioVault.ts';

const managerAbi = parseAbi([
  'function schedule(address target, bytes data, uint48 when) returns (bytes32 operationId, uint32 nonce)',
  'function execute(address target, bytes data) payable returns (uint32)',
]);

const curatorDelaySeconds = 172_800;

/** Schedules one of the vault's delayed functions with the manager, waits for as long as it takes, and has it carried out; the feeds go on. */
export async function scheduleAs(
  on: ScenarioVault,
  account: LocalAccount,
  functionName: string,
  args: readonly unknown[],
): Promise<void> {
  const sender = createSender(on.client, on.rpcUrl, account);
  const data = encodeFunctionData({ abi: lstVaultAbi, functionName, args } as Parameters<typeof encodeFunctionData>[0]);
  const manager = { to: on.deployment.manager.address, abi: managerAbi } as const;
  await sender.send({ ...manager, functionName: 'schedule', args: [on.vault, data, 0] });
  await jump(on, { seconds: curatorDelaySeconds });
  await changeFeed(on, { feed: 'steth-eth', answer: '0.9998' });
  await sender.send({ ...manager, functionName: 'execute', args: [on.vault, data] });
}

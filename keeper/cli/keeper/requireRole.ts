import { type Address, parseAbi, toFunctionSelector } from 'viem';
import { KeeperError } from '../../core/errors.ts';
import type { Session } from '../session/openSession.ts';

const abi = parseAbi([
  'function authority() view returns (address)',
  'function canCall(address caller, address target, bytes4 selector) view returns (bool immediate, uint32 delay)',
]);
const rebalance = toFunctionSelector(
  'rebalance((uint8 kind,address strategy,uint256 assets,bytes data)[] actions,(uint64 nonce,uint64 deadline,bytes32 decisionHash) terms)',
);

/** Whether an account may run batches on a vault, by the vault's own access manager. */
export async function hasKeeperRole({ client }: Session, vault: Address, account: Address): Promise<boolean> {
  const authority = await client.readContract({ address: vault, abi, functionName: 'authority' });
  const args = [account, vault, rebalance] as const;
  const [immediate] = await client.readContract({ address: authority, abi, functionName: 'canCall', args });
  return immediate;
}

/** @throws KeeperError `stop` where the account may not run batches */
export async function requireKeeperRole(session: Session, vault: Address, account: Address): Promise<void> {
  if (await hasKeeperRole(session, vault, account)) return;
  throw new KeeperError(
    `${account} has no keeper role on ${vault}, so every batch of it would be refused. Nothing was sent. Sign with the keeper's key, or have the owner grant the role.`,
    { kind: 'stop', facts: { account, vault } },
  );
}

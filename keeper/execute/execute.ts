import { formatEther, hexToBigInt, hexToNumber } from 'viem';
import { KeeperError } from '../core/errors.ts';
import type { BlockHeader } from '../observe/blockHeader.ts';
import { fromRpc } from '../observe/fromRpc.ts';
import type { Plan } from '../plan/types.ts';
import type { TransactionIntent } from '../record/types.ts';
import type { Simulation } from '../simulate/types.ts';
import type { ExecuteDeps } from './deps.ts';
import { follow } from './follow.ts';
import { type Fees, priceFees } from './priceFees.ts';
import { recover } from './recover.ts';
import { signIntent } from './signIntent.ts';
import { submit } from './submit.ts';
import type { Outcome } from './types.ts';

/**
 * Signs, writes down, sends and follows one plan. While an earlier transaction of the account may still be mined, nothing new is signed.
 *
 * @throws KeeperError `retry` where the node does not answer before anything was signed, `stop` where it serves another chain
 */
export async function execute(
  deps: ExecuteDeps,
  plan: Plan,
  simulation: Extract<Simulation, { status: 'ok' }>,
  block: BlockHeader,
): Promise<Outcome> {
  const { account, journal, policy, settings } = deps;
  const reference = { chainId: plan.chainId, sender: account.address };
  const earlier = await journal.unfinished(reference);
  if (earlier.length > 0) {
    const recovered = await recover(deps);
    if (recovered.some(({ outcome }) => outcome.status !== 'unknown'))
      return refused('an earlier transaction was settled only now, so the state has moved on');
    if (earlier.some(({ deadline }) => deadline >= block.timestamp))
      return refused('an earlier transaction may still be mined');
  }
  const { nonce, balanceWei } = await readAccount(deps, plan.chainId);
  const { gasLimit } = simulation;
  const replaces = dearest(earlier.filter((intent) => intent.nonce === nonce));
  const fees = priceFees({ baseFeePerGasWei: block.baseFeePerGasWei, gasLimit, settings, policy, replaces });
  if (fees === undefined) {
    return refused(
      `gas is too dear: a base fee of ${block.baseFeePerGasWei} wei and the tip are over the ceilings of the signing policy`,
    );
  }
  if (balanceWei < gasLimit * fees.maxFeePerGasWei) {
    const need = `${formatEther(gasLimit * fees.maxFeePerGasWei)} ETH`;
    return refused(`${account.address} holds ${formatEther(balanceWei)} ETH and may need ${need} for gas; send it ETH`);
  }
  const terms = {
    ...{ chainId: plan.chainId, vault: plan.to, data: plan.data, nonce, gasLimit },
    ...{
      batchNonce: plan.batchNonce,
      deadline: plan.deadline,
      block: plan.block,
      decisionHash: plan.hashes.decisionHash,
    },
  };
  const intent = await signIntent(deps, terms, fees).catch(refusal);
  if ('status' in intent) return intent;
  const sent = await submit(deps, intent);
  return sent.status === 'rejected'
    ? refused(`the node refuses the transaction: ${sent.reason}`)
    : follow(deps, [intent]);
}

async function readAccount({ client, account }: ExecuteDeps, chainId: number) {
  const { address } = account;
  // Asked again for each transaction: a node that was swapped for another since the start must not get a signature.
  const [chain, nonce, balance] = await Promise.all([
    fromRpc('eth_chainId', client.request({ method: 'eth_chainId' })),
    fromRpc(
      'eth_getTransactionCount',
      client.request({ method: 'eth_getTransactionCount', params: [address, 'latest'] }),
    ),
    fromRpc('eth_getBalance', client.request({ method: 'eth_getBalance', params: [address, 'latest'] })),
  ]);
  if (hexToNumber(chain) !== chainId) {
    throw new KeeperError(
      `The node serves chain ${hexToNumber(chain)} by now, and the plan is for ${chainId}. Nothing was signed; correct the RPC URL.`,
      {
        kind: 'stop',
        facts: { expected: chainId, actual: hexToNumber(chain) },
      },
    );
  }
  return { nonce: hexToBigInt(nonce), balanceWei: hexToBigInt(balance) };
}

/** What a replacement must outbid: the highest of each fee. */
function dearest(intents: readonly TransactionIntent[]): Fees | undefined {
  return intents.reduce<Fees | undefined>(
    (top, { maxFeePerGasWei, priorityFeePerGasWei }) => ({
      maxFeePerGasWei: larger(top?.maxFeePerGasWei, maxFeePerGasWei),
      priorityFeePerGasWei: larger(top?.priorityFeePerGasWei, priorityFeePerGasWei),
    }),
    undefined,
  );
}

function larger(a: bigint | undefined, b: bigint): bigint {
  return a === undefined || b > a ? b : a;
}

function refused(reason: string): Outcome {
  return { status: 'refused', reason };
}

function refusal(error: unknown): Outcome {
  if (error instanceof KeeperError && error.kind === 'skip') return refused(error.shortMessage);
  throw error;
}

import {
  type Abi,
  type Address,
  createWalletClient,
  encodeDeployData,
  encodeFunctionData,
  getAddress,
  type Hex,
  http,
  keccak256,
  type LocalAccount,
  type PublicClient,
  type TransactionReceipt,
} from 'viem';
import { KeeperError } from '../../keeper/core/errors.ts';
import { describeRevert } from '../../keeper/simulate/describeRevert.ts';
import { findRevert } from '../../keeper/simulate/findRevert.ts';

/** A call of a contract. */
export interface Call {
  readonly to: Address;
  readonly abi: Abi;
  readonly functionName: string;
  readonly args: readonly unknown[];
  /** How people call it, for example `approval`; the function's name where it is left out. */
  readonly what?: string;
}

/** Compiled code with the name that errors call it by. */
export interface Creation {
  readonly name: string;
  readonly abi: Abi;
  readonly bytecode: Hex;
  readonly args: readonly unknown[];
}

/** A contract and the keccak256 of its runtime code. */
export interface DeployedContract {
  readonly address: Address;
  readonly codeHash: Hex;
}

/** Sends transactions of one account, one after the other, each only after its gas estimate has shown that it does not revert. */
export interface Sender {
  readonly address: Address;
  /** @throws KeeperError `stop` where the call would revert and nothing was sent, `retry` where it reverted on chain */
  send(call: Call): Promise<TransactionReceipt>;
  /**
   * Sends ETH (wei) without calldata.
   *
   * @throws KeeperError as `send`
   */
  pay(to: Address, valueWei: bigint): Promise<TransactionReceipt>;
  /** @throws KeeperError as `send` */
  deploy(creation: Creation): Promise<DeployedContract>;
}

/**
 * A second later the block is another one: interest has accrued, a slot that was untouched is not any more, and a deposit that could go by the
 * vault's stored sums must read its strategies, which takes a third more.
 */
const gasMarginPercent = 60n;

/**
 * @param account must be allowed to sign for this node; whether it is, is the caller's question
 */
export function createSender(client: PublicClient, rpcUrl: string, account: LocalAccount): Sender {
  const wallet = createWalletClient({ account, chain: client.chain, transport: http(rpcUrl, { retryCount: 0 }) });
  const sent: string[] = [];
  const transact = async (
    what: string,
    request: { to?: Address; data?: Hex; value?: bigint },
  ): Promise<TransactionReceipt> => {
    const estimate = await client.estimateGas({ ...request, account }).catch((error) => {
      throw refusal(what, account.address, sent, error);
    });
    const gas = estimate + (estimate * gasMarginPercent) / 100n;
    const hash = await wallet.sendTransaction({ ...request, gas, account, chain: client.chain ?? null });
    const receipt = await client.waitForTransactionReceipt({ hash });
    if (receipt.status === 'success') {
      sent.push(what);
      return receipt;
    }
    throw new KeeperError(
      `The transaction ${hash} (${what}) was mined and reverted, because the chain moved between its simulation and its block. Gas was paid, ` +
        'nothing else came of it. Run the command again.',
      { kind: 'retry', facts: { transaction: hash } },
    );
  };
  return {
    address: account.address,
    send: ({ to, abi, functionName, args, what = functionName }) =>
      transact(what, { to, data: encodeFunctionData({ abi, functionName, args }) }),
    pay: (to, valueWei) => transact(`payment to ${to}`, { to, value: valueWei }),
    deploy: async ({ name, abi, bytecode, args }) => {
      const { contractAddress } = await transact(`deployment of ${name}`, {
        data: encodeDeployData({ abi, bytecode, args }),
      });
      const code = contractAddress ? await client.getCode({ address: contractAddress }) : undefined;
      if (contractAddress && code !== undefined)
        return { address: getAddress(contractAddress), codeHash: keccak256(code) };
      throw new KeeperError(
        `The deployment of ${name} left no code behind. Check that the node is in sync and run the command again.`,
        {
          kind: 'retry',
        },
      );
    },
  };
}

function refusal(what: string, sender: Address, sent: readonly string[], error: unknown): unknown {
  const revert = findRevert(error);
  if (revert === undefined) return error;
  const { reason, errorName } = describeRevert(revert.data);
  const remedy =
    errorName === 'AccessManagedUnauthorized'
      ? 'The account lacks the role for it: choose the account that has it, or have the owner grant it.'
      : '`npx ballast doctor` and `npx ballast status` show the state that it was refused in.';
  const before = sent.length === 1 ? `the ${sent[0]} was` : `${sent.length} transactions before it were`;
  const fate =
    sent.length === 0
      ? `Nothing was sent: ${what} from ${sender} is refused`
      : `The ${what} was not sent (${before}): from ${sender} it is refused`;
  return new KeeperError(`${fate}, ${reason}. ${remedy}`, {
    kind: 'stop',
    facts: { call: what, sender, error: errorName },
    cause: error,
  });
}

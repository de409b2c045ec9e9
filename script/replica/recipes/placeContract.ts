import { type Abi, type Address, concatHex, encodeDeployData, type Hex, keccak256 } from 'viem';
import { KeeperError } from '../../../keeper/core/errors.ts';
import type { ReplicaNode } from '../types.ts';
import { traceCall } from './traceCall.ts';

export interface Placement {
  readonly name: string;
  readonly address: Address;
  /** Creation code without arguments. */
  readonly bytecode: Hex;
  /** Needed when there are constructor arguments. */
  readonly abi?: Abi;
  readonly args?: readonly unknown[];
  /** Already encoded arguments, for a package that ships no ABI. */
  readonly encodedArgs?: Hex;
  /** Who the constructor sees as `msg.sender`; the deployer's development key when left out. */
  readonly from?: Address;
}

/**
 * Runs a constructor at a chosen address, so that its storage and its code end up there.
 *
 * The creation code is put in place as if it were a contract, called, and then replaced by what the call returned.
 *
 * @returns keccak256 of the runtime code
 * @throws KeeperError `stop` when the constructor reverts
 */
export async function placeContract(node: ReplicaNode, placement: Placement): Promise<Hex> {
  const { client, accounts } = node;
  const { address, name } = placement;
  // A contract's nonce starts at 1; those that its constructor creates get the addresses that mainnet gave them.
  await client.setNonce({ address, nonce: 1 });
  await client.setCode({ address, bytecode: creationCode(placement) });
  const hash = await client.sendTransaction({
    account: placement.from ?? accounts.deployer.address,
    to: address,
    gas: 30_000_000n,
  });
  const receipt = await client.waitForTransactionReceipt({ hash });
  const trace = await traceCall(node, hash);
  const code = trace.output ?? '0x';
  if (receipt.status !== 'success' || code === '0x') {
    throw new KeeperError(
      `The constructor of ${name} failed at ${address}. Look at the transaction with \`cast run\`; a wrong argument is the usual reason.`,
      { kind: 'stop', facts: { name, address, transaction: hash, output: code } },
    );
  }
  await client.setCode({ address, bytecode: code });
  return keccak256(code);
}

function creationCode({ bytecode, abi, args, encodedArgs }: Placement): Hex {
  if (encodedArgs !== undefined) return concatHex([bytecode, encodedArgs]);
  return abi === undefined ? bytecode : encodeDeployData({ abi, bytecode, args: args ?? [] });
}

import { type Address, type Hex, type PublicClient, slice, toFunctionSelector } from 'viem';
import { vaultLensAbi } from '../../../keeper/abi/vaultLens.gen.ts';
import { KeeperError } from '../../../keeper/core/errors.ts';
import type { RpcRequest } from './countingClient.ts';

/** One call of a contract. */
export interface Read {
  readonly to: Address;
  readonly data: Hex;
}

interface Frame {
  readonly type: string;
  readonly to?: Address;
  readonly input: Hex;
  readonly calls?: readonly Frame[];
}

/**
 * What a reader without a lens would have to ask the node for: the contract calls that the lens makes itself (not those that they make in turn),
 * each once, taken from a trace of the observation's own request. So the list follows the lens whatever is added to it.
 *
 * @param observation the eth_call that the keeper's observation sends
 */
export async function lensReads(client: PublicClient, observation: RpcRequest): Promise<readonly Read[]> {
  const [transaction] = observation.params;
  const trace = await client.request<{ Method: string; Parameters: unknown; ReturnType: Frame }>({
    method: 'debug_traceCall',
    params: [transaction, 'latest', { tracer: 'callTracer' }],
  });
  const snapshot = toFunctionSelector(vaultLensAbi[0]);
  const lens = find(trace, ({ input, type }) => type !== 'CREATE' && slice(input, 0, 4) === snapshot);
  const reads = new Map<string, Read>();
  for (const { type, to, input } of lens?.calls ?? []) {
    if (type === 'STATICCALL' && to !== undefined) reads.set(`${to}${input}`, { to, data: input });
  }
  if (reads.size > 0) return [...reads.values()];
  throw new KeeperError("The lens' own calls were not found in the trace of the observation.", { kind: 'stop' });
}

function find(frame: Frame, fits: (frame: Frame) => boolean): Frame | undefined {
  if (frame.input.length >= 10 && fits(frame)) return frame;
  for (const inner of frame.calls ?? []) {
    const found = find(inner, fits);
    if (found !== undefined) return found;
  }
  return undefined;
}

import type { Hex } from 'viem';
import type { ReplicaNode } from '../types.ts';

export interface CallTrace {
  readonly output?: Hex;
  readonly error?: string;
  readonly revertReason?: string;
}

/** What a mined transaction's outermost call returned, or how it failed. */
export function traceCall({ client }: ReplicaNode, hash: Hex): Promise<CallTrace> {
  const tracer = { tracer: 'callTracer', tracerConfig: { onlyTopCall: true } };
  return client.request<{ Method: string; Parameters: unknown; ReturnType: CallTrace }>({
    method: 'debug_traceTransaction',
    params: [hash, tracer],
  });
}

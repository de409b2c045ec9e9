import type { Address } from 'viem';
import { readArtifact } from '../../../toolchain/readArtifact.ts';
import { placeContract } from '../../recipes/placeContract.ts';
import type { ManifestEntry, ReplicaNode } from '../../types.ts';

export interface ModelPlacement {
  /** The name that people know the contract by. */
  readonly name: string;
  readonly model: string;
  readonly address: Address;
  readonly args?: readonly unknown[];
  readonly note?: string;
}

/** Puts one of our own models at a mainnet address and says so in a manifest entry. */
export async function placeModel(node: ReplicaNode, placement: ModelPlacement): Promise<ManifestEntry> {
  const { name, model, address, args, note } = placement;
  const { abi, bytecode } = await readArtifact(model);
  const codeHash = await placeContract(node, { name, address, bytecode, abi, args: args ?? [] });
  const origin = `our ${model}`;
  return { name, address, source: 'model', codeHash, origin, ...(note === undefined ? {} : { note }) };
}

import type { Address, Hex } from 'viem';
import type { z } from 'zod';
import type { ReplicaClient } from './createReplicaClient.ts';
import type { DevAccounts } from './devAccounts.ts';

/** A running development node with chain id 1: the replica, or a fork of mainnet. */
export interface ReplicaNode {
  /** Always on loopback. */
  readonly rpcUrl: string;
  /** Public, wallet and anvil actions in one client. It signs nothing: pass one of `accounts`, or an address that the node impersonates. */
  readonly client: ReplicaClient;
  readonly accounts: DevAccounts;
  /** Ends the node if this process started it; otherwise does nothing. */
  stop(): Promise<void>;
}

/**
 * Where the code at an address comes from.
 *
 * - `exact`: a published package's (or the fork's) code, whose hash equals mainnet's
 * - `code`: a published package's code of the right version, compiled or configured so that its hash differs from mainnet's
 * - `model`: our own contract with the real ABI, arithmetic and failure modes
 * - `overlay`: mainnet's code and storage, recorded from mainnet
 */
export type ManifestSource = 'exact' | 'code' | 'model' | 'overlay';

export interface ManifestEntry {
  readonly name: string;
  readonly address: Address;
  readonly source: ManifestSource;
  /** keccak256 of the runtime code at `address`. */
  readonly codeHash: Hex;
  /** `package@version`, or words. */
  readonly origin: string;
  readonly note?: string;
}

export interface BuildContext {
  /** Recorded mainnet state `{name: {address, codeHash, code, storage}}`, read from the file the user named. */
  readonly overlay?: OverlayState;
}

export type OverlayState = Readonly<Record<string, OverlayAccount>>;

export interface OverlayAccount {
  readonly address: Address;
  readonly codeHash: Hex;
  readonly code: Hex;
  readonly storage: Readonly<Record<Hex, Hex>>;
}

/** One protocol of the replica: puts its contracts at their mainnet addresses and says what it put there. */
export interface Protocol {
  readonly name: string;
  build(node: ReplicaNode, context: BuildContext): Promise<readonly ManifestEntry[]>;
}

/** What a scenario changed, for people and for `--json`. Amounts are bigint in the unit that the name says. */
export type ScenarioFacts = Readonly<Record<string, string | number | bigint | boolean>>;

/**
 * A control that moves the replica's world, used by tests as a function and by people as `ballast scenario <name>`.
 *
 * `options` is a `z.strictObject` with every field described. The command line hands over text, so numbers are `z.coerce.number()` and the like.
 */
export interface Scenario<Options extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly summary: string;
  readonly options: Options;
  run(node: ReplicaNode, options: z.output<Options>): Promise<ScenarioFacts>;
}

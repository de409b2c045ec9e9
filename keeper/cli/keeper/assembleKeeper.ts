import type { Address, LocalAccount } from 'viem';
import { readArtifact } from '../../../script/toolchain/readArtifact.ts';
import { defaultExecution, defaultSigningPolicy } from '../../config/executionDefaults.ts';
import type { ExecuteDeps } from '../../execute/deps.ts';
import { createChainClient } from '../../observe/createChainClient.ts';
import { recallMemory } from '../../record/recallMemory.ts';
import type { Journal } from '../../record/types.ts';
import type { Log } from '../../runner/createLog.ts';
import type { LoopOptions } from '../../runner/runLoop.ts';
import { liveWorld } from '../../worlds/liveWorld.ts';
import type { World } from '../../worlds/world.ts';
import type { Session } from '../session/openSession.ts';

export interface KeeperParts {
  readonly vault: Address;
  readonly journal: Journal;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Who signs; only in a live run. */
  readonly account: LocalAccount | undefined;
  /** Who batches are simulated as. */
  readonly sender: Address;
}

export interface Keeper {
  readonly world: World;
  readonly options: LoopOptions;
}

/** Puts a keeper together for the node of a session. Without an account it has no signer, whatever is asked of it later. */
export async function assembleKeeper(session: Session, parts: KeeperParts): Promise<Keeper> {
  const { settings, replica } = session;
  const { vault, journal, log, signal, account, sender } = parts;
  const { chainId, policy, rpcUrl, intervalSeconds } = settings;
  const client = createChainClient(rpcUrl);
  const [{ bytecode: lensCode }, memory] = await Promise.all([
    readArtifact('VaultLens'),
    recallMemory(client, journal, { chainId, vault }),
  ]);
  const execution: ExecuteDeps | undefined =
    account === undefined
      ? undefined
      : {
          ...{ client, account, journal, log, signal },
          policy: defaultSigningPolicy(chainId, vault),
          settings: defaultExecution(policy, replica),
        };
  const world = liveWorld({
    client,
    chainId,
    lensCode,
    vault,
    sender,
    ...(execution === undefined ? {} : { execution }),
  });
  const pollingIntervalMs = replica ? 25 : 1_000;
  return {
    world,
    options: {
      client,
      chainId,
      vault,
      policy,
      memory,
      journal,
      log,
      signal,
      intervalSeconds,
      pollingIntervalMs,
      execution,
    },
  };
}

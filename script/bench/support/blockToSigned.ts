import { encodeFunctionData, type LocalAccount, parseEther } from 'viem';
import { lstVaultAbi } from '../../../keeper/abi/lstVault.gen.ts';
import { assembleKeeper } from '../../../keeper/cli/keeper/assembleKeeper.ts';
import { KeeperError } from '../../../keeper/core/errors.ts';
import { emptyMemory } from '../../../keeper/core/memory.ts';
import type { Entry } from '../../../keeper/record/types.ts';
import { createLog } from '../../../keeper/runner/createLog.ts';
import { runLoop } from '../../../keeper/runner/runLoop.ts';
import type { World } from '../../../keeper/worlds/world.ts';
import type { KeeperBench } from './openKeeperBench.ts';

const stake = parseEther('100');

/**
 * Runs the keeper as `ballast start` does until it has looked at the vault, brings in a deposit of 100 wstETH, and lets it lever that up.
 *
 * @param change another world to look at instead
 * @returns milliseconds from the node's word that it has taken the deposit, whose block comes a moment later, to the keeper's signature
 */
export async function blockToSigned(bench: KeeperBench, change = (world: World): World => world): Promise<number> {
  const { node, vault, session, journal, scope } = bench;
  scope.signal.throwIfAborted();
  const ended = new AbortController();
  const signal = AbortSignal.any([ended.signal, scope.signal]);
  const signatures: number[] = [];
  const account = withStopwatch(node.accounts.keeper, () => signatures.push(performance.now()));
  const log = createLog({ level: 'error' });
  const parts = { vault, journal, log, signal, account, sender: account.address };
  const keeper = await assembleKeeper(session, parts);
  const entries = listener();
  const options = { ...keeper.options, memory: emptyMemory, intervalSeconds: 0, onEntry: entries.tell };
  const loop = runLoop(change(keeper.world), options);
  try {
    // A loop that ends early ends the waiting, too.
    const next = () => Promise.race([entries.next(), loop.then(() => Promise.reject(stopped()))]);
    await next();
    const args = [stake, node.accounts.depositor.address] as const;
    const data = encodeFunctionData({ abi: lstVaultAbi, functionName: 'deposit', args });
    await node.client.sendTransaction({ account: node.accounts.depositor.address, to: vault, data });
    const begun = performance.now();
    const { outcome, decision } = await next();
    const signed = signatures[0];
    if (outcome.status === 'confirmed' && signed !== undefined) return signed - begun;
    const why = decision?.reasons.map(({ text }) => text).join(' ') ?? '';
    throw new KeeperError(`The keeper did not act on a deposit of 100 wstETH (${outcome.status}). ${why}`, {
      kind: 'retry',
    });
  } finally {
    ended.abort();
    await loop;
  }
}

/** The account, which tells when it has signed. */
function withStopwatch(account: LocalAccount, signed: () => void): LocalAccount {
  const signTransaction: LocalAccount['signTransaction'] = async (...args) => {
    const raw = await account.signTransaction(...args);
    signed();
    return raw;
  };
  return { ...account, signTransaction };
}

/** Hands entries on one by one, in order. */
function listener() {
  const told: Entry[] = [];
  let wake = (): void => undefined;
  return {
    tell: (entry: Entry) => {
      told.push(entry);
      wake();
    },
    next: async (): Promise<Entry> => {
      for (;;) {
        const entry = told.shift();
        if (entry !== undefined) return entry;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

function stopped(): KeeperError {
  return new KeeperError('The keeper stopped before it acted.', { kind: 'retry' });
}

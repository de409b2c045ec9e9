import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Address, parseAbi } from 'viem';
import { afterAll, describe, expect, it } from 'vitest';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import { readOverlay } from '../../script/replica/readOverlay.ts';
import type { ReplicaNode } from '../../script/replica/types.ts';
import { projectRoot } from '../../script/toolchain/projectRoot.ts';
import { actors, type Dice, drawStep, type Event, openingSteps, type Situation } from './lidoSteps.ts';
import { answers, perform, type Step, startTwins, type Twins } from './lidoTwins.ts';
import { lidoViews } from './lidoViews.ts';

const statePath = process.env.BALLAST_MAINNET_STATE ?? join(projectRoot, '../shared/mainnet/state.json');
const isRecorded = existsSync(statePath);
if (!isRecorded) {
  console.warn(
    'SKIPPED: the model of Lido is not compared with the real code, because no recorded mainnet state is here. ' +
      'Set BALLAST_MAINNET_STATE to a file of the form {name: {address, codeHash, code, storage}}.',
  );
}
const steps = Number(process.env.BALLAST_LIDO_STEPS ?? 400);
const seed = Number(process.env.BALLAST_LIDO_SEED ?? 20_261_124);

const situationAbi = parseAbi([
  'function balanceOf(address) view returns (uint256)',
  'function nonces(address) view returns (uint256)',
  'function getLastRequestId() view returns (uint256)',
  'function getLastFinalizedRequestId() view returns (uint256)',
  'function getLastCheckpointIndex() view returns (uint256)',
  'function getWithdrawalRequests(address) view returns (uint256[])',
  'function findCheckpointHints(uint256[], uint256, uint256) view returns (uint256[])',
]);
const queue = { address: mainnet.withdrawalQueue, abi: situationAbi } as const;

describe.skipIf(!isRecorded)('the model of Lido and its real code', () => {
  const nodes: ReplicaNode[] = [];
  afterAll(() => Promise.all(nodes.map((node) => node.stop())));

  it('answer alike, to the wei, through a long random sequence of everything people and oracles do', async () => {
    const twins = await startTwins(await readOverlay(statePath));
    nodes.push(twins.real, twins.model);
    const dice = diceOf(seed);
    const count = { steps: 0, refused: 0, answers: 0, requests: 0n };
    const opening = [...openingSteps(dice)];
    for (; count.steps < steps; count.steps++) {
      const { situation, checkpoints } = await look(twins.real);
      const step = opening.shift() ?? (await drawStep(dice, situation));
      const where = `step ${count.steps} of seed ${seed}: ${step.label}`;
      const [real, model] = await both(twins, (node) => act(node, step));
      expect(model, where).toEqual(real);
      if (/^(reverted|refused)/.test(real)) count.refused++;
      count.answers += await compareViews(twins, dice, { situation, checkpoints }, where);
      count.requests = situation.lastId;
    }
    console.info(
      `Lido differential: ${count.steps} steps (${count.refused} refused alike), ${count.requests} withdrawal requests, ` +
        `${count.answers} answers compared, seed ${seed}`,
    );
    // A sequence in which nearly everything fails, or nothing does, would prove little.
    expect(count.refused).toBeGreaterThan(steps / 20);
    expect(count.refused).toBeLessThan(steps / 2);
  }, 300_000);
});

function act(node: ReplicaNode, step: Step | Event): Promise<string> {
  if (!('run' in step)) return perform(node, step);
  return step.run(node).then(
    (facts) => JSON.stringify(facts, (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
    // The message of a failed report carries the transaction's hash, which differs.
    (error: unknown) => `refused ${String(error).replace(/0x[0-9a-f]{64}/g, 'hash')}`,
  );
}

async function compareViews(
  twins: Twins,
  dice: Dice,
  { situation, checkpoints }: { situation: Situation; checkpoints: bigint },
  where: string,
): Promise<number> {
  const { hints, lastId } = situation;
  const ids = [...new Set(Array.from({ length: 6 }, () => BigInt(dice.below(Number(lastId) + 2))))].sort((a, b) =>
    Number(a - b),
  );
  const drawn = dice.below(8) === 0 ? ids : ids.filter((id) => id > 0n && id <= lastId);
  const views = lidoViews({
    actors,
    ids: drawn,
    hints: drawn.map((id) => hints.get(id) ?? 1n),
    checkpoints,
    amountWei: dice.amount(10n ** 25n),
    shareRateRay: (1_185_424n * 10n ** 21n * BigInt(9_000 + dice.below(2_000))) / 10_000n,
    budgetWei: dice.amount(10n ** 22n),
  });
  const [real, model] = await both(twins, (node) => answers(node, views));
  for (const [label, answer] of real) {
    if (model.get(label) !== answer) expect(`${label}: ${model.get(label)}`, where).toBe(`${label}: ${answer}`);
  }
  return real.size;
}

async function look({ client }: ReplicaNode): Promise<{ situation: Situation; checkpoints: bigint }> {
  const ask = (address: Address, functionName: 'balanceOf' | 'nonces') =>
    Promise.all(
      actors.map(async (actor) => {
        const value = await client.readContract({ address, abi: situationAbi, functionName, args: [actor] });
        return [actor, value] as const;
      }),
    );
  const lastId = await client.readContract({ ...queue, functionName: 'getLastRequestId' });
  const finalizedId = await client.readContract({ ...queue, functionName: 'getLastFinalizedRequestId' });
  const checkpoints = await client.readContract({ ...queue, functionName: 'getLastCheckpointIndex' });
  const owners = new Map<bigint, Address>();
  for (const owner of actors) {
    const ids = await client.readContract({ ...queue, functionName: 'getWithdrawalRequests', args: [owner] });
    for (const id of ids) owners.set(id, owner);
  }
  const ready = [...owners.keys()].filter((id) => id <= finalizedId).sort((a, b) => Number(a - b));
  const hintArgs = [ready, 1n, checkpoints] as const;
  const hints = await client.readContract({ ...queue, functionName: 'findCheckpointHints', args: hintArgs });
  const situation = {
    stEthWei: new Map(await ask(mainnet.stEth, 'balanceOf')),
    wstEthWei: new Map(await ask(mainnet.wstEth, 'balanceOf')),
    nonces: new Map(await ask(mainnet.stEth, 'nonces')),
    owners,
    lastId,
    finalizedId,
    hints: new Map(ready.map((id, i) => [id, hints[i] ?? 0n])),
  };
  return { situation, checkpoints };
}

function both<Result>({ real, model }: Twins, action: (node: ReplicaNode) => Promise<Result>) {
  return Promise.all([action(real), action(model)]);
}

/** The mulberry32 generator: the same seed throws the same dice on every machine. */
function diceOf(start: number): Dice {
  let state = start;
  const unit = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(unit() * limit);
  const word = () => (BigInt(below(2 ** 32)) << 32n) | BigInt(below(2 ** 32));
  return {
    below,
    pick: <Item>(items: readonly Item[]) => items[below(items.length)] as Item,
    amount(limit) {
      const bits = BigInt(1 + below(limit.toString(2).length));
      const size = ((word() << 64n) | word()) & ((1n << bits) - 1n);
      return size > limit ? limit : size || 1n;
    },
  };
}

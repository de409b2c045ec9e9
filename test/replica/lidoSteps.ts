import { type Address, encodeFunctionData, type Hex, maxUint256, parseSignature, zeroAddress } from 'viem';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import { devAccounts } from '../../script/replica/devAccounts.ts';
import { finalizeWithdrawals } from '../../script/replica/models/lido/finalizeWithdrawals.ts';
import { lidoQueue } from '../../script/replica/scenarios/lidoQueue.ts';
import { lidoStaking } from '../../script/replica/scenarios/lidoStaking.ts';
import { rebase } from '../../script/replica/scenarios/rebase.ts';
import type { ReplicaNode } from '../../script/replica/types.ts';
import { lidoUserAbi, type Step } from './lidoTwins.ts';
import { recipient } from './lidoViews.ts';

/** The randomness that the steps draw from. */
export interface Dice {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** Any size from 1 to `limit`, small ones as often as large ones. */
  amount(limit: bigint): bigint;
  pick<Item>(items: readonly Item[]): Item;
}

/** What a step needs to know to be likely to succeed. */
export interface Situation {
  readonly stEthWei: ReadonlyMap<Address, bigint>;
  readonly wstEthWei: ReadonlyMap<Address, bigint>;
  readonly nonces: ReadonlyMap<Address, bigint>;
  readonly owners: ReadonlyMap<bigint, Address>;
  readonly lastId: bigint;
  readonly finalizedId: bigint;
  readonly hints: ReadonlyMap<bigint, bigint>;
}

/** A change of the world that is not one person's transaction. */
export interface Event {
  readonly label: string;
  run(node: ReplicaNode): Promise<unknown>;
}

export const actors: readonly Address[] = ['depositor', 'lender', 'borrower', 'stranger'].map(
  (name) => devAccounts[name as 'depositor'].address,
);

const { stEth, wstEth, withdrawalQueue } = mainnet;

/** What every actor does first, so that the random part has something to work with: stake, wrap a part, let Lido's contracts spend. */
export function openingSteps(dice: Dice): readonly Step[] {
  return actors.flatMap((from) => [
    call(dice, stEth, 'submit', [zeroAddress], dice.amount(10n ** 21n) + 10n ** 22n, from),
    call(dice, stEth, 'approve', [wstEth, maxUint256], 0n, from),
    call(dice, stEth, 'approve', [withdrawalQueue, maxUint256], 0n, from),
    call(dice, wstEth, 'approve', [withdrawalQueue, maxUint256], 0n, from),
    call(dice, wstEth, 'wrap', [dice.amount(10n ** 21n) + 10n ** 21n], 0n, from),
  ]);
}

/** Draws the next step. About one in six is meant to fail: too much, nobody's, paused, unsorted. */
export async function drawStep(dice: Dice, now: Situation): Promise<Step | Event> {
  const kinds = [...userKinds, ...userKinds, ...userKinds, ...eventKinds];
  return dice.pick(kinds)(dice, now);
}

const userKinds: readonly ((dice: Dice, now: Situation) => Step | Promise<Step>)[] = [
  (dice) => call(dice, stEth, 'submit', [zeroAddress], dice.below(12) === 0 ? 0n : dice.amount(60_000n * 10n ** 18n)),
  (dice) => ({ ...step(dice, wstEth, '0x', dice.amount(20_000n * 10n ** 18n)), label: 'stake by sending to wstETH' }),
  (dice) => ({
    ...step(dice, stEth, dice.pick(['0x', '0x12345678']), dice.amount(10n ** 18n)),
    label: 'send to stETH',
  }),
  (dice, now) => by(dice, (from) => call(dice, wstEth, 'wrap', [part(dice, now.stEthWei, from)], 0n, from)),
  (dice, now) => by(dice, (from) => call(dice, wstEth, 'unwrap', [part(dice, now.wstEthWei, from)], 0n, from)),
  (dice) => call(dice, stEth, 'approve', [dice.pick([wstEth, withdrawalQueue, ...actors]), maxUint256]),
  (dice) =>
    call(dice, wstEth, 'approve', [dice.pick([withdrawalQueue, ...actors]), dice.pick([maxUint256, 10n ** 24n])]),
  (dice, now) => {
    const token = dice.pick([stEth, wstEth]);
    const name = dice.pick(['approve', 'increaseAllowance', 'decreaseAllowance'] as const);
    return call(dice, token, name, [dice.pick([...actors, zeroAddress]), dice.amount(whole(now.stEthWei, actors[0]))]);
  },
  (dice, now) => by(dice, (from) => transfer(dice, stEth, part(dice, now.stEthWei, from), from)),
  (dice, now) => by(dice, (from) => transfer(dice, wstEth, part(dice, now.wstEthWei, from), from)),
  (dice, now) =>
    by(dice, (from) => {
      const shares = (part(dice, now.stEthWei, from) * 80n) / 100n;
      return call(dice, stEth, 'transferShares', [dice.pick([...actors, stEth]), shares], 0n, from);
    }),
  (dice, now) => {
    const owner = dice.pick(actors);
    const [token, held] = dice.pick([
      [stEth, now.stEthWei],
      [wstEth, now.wstEthWei],
    ] as const);
    return call(dice, token, 'transferFrom', [owner, dice.pick(actors), part(dice, held, owner)]);
  },
  (dice, now) => {
    const owner = dice.pick(actors);
    return call(dice, stEth, 'transferSharesFrom', [owner, dice.pick(actors), part(dice, now.stEthWei, owner)]);
  },
  permit,
  request,
  request,
  requestWrapped,
  claimOne,
  claimMany,
  claimOne,
  claimMany,
  (dice, now) => {
    const id = anyId(dice, now);
    const from = now.owners.get(id) ?? dice.pick(actors);
    const sender = dice.below(4) === 0 ? dice.pick(actors) : from;
    const to = dice.pick([...actors, zeroAddress, wstEth]);
    const name = dice.pick(['transferFrom', 'safeTransferFrom'] as const);
    return call(dice, withdrawalQueue, name, [from, to, id], 0n, sender);
  },
  (dice, now) => call(dice, withdrawalQueue, 'approve', [dice.pick(actors), anyId(dice, now)]),
  (dice) => call(dice, withdrawalQueue, 'setApprovalForAll', [dice.pick(actors), dice.below(2) === 0]),
];

const eventKinds: readonly ((dice: Dice, now: Situation) => Event)[] = [
  ...Array.from({ length: 5 }, () => (dice: Dice): Event => {
    const bps = (dice.below(4_001) - 2_000) / dice.pick([10, 100, 1_000]);
    return { label: `rebase by ${bps} bps`, run: (node) => rebase(node, { bps }) };
  }),
  ...Array.from({ length: 4 }, () => (dice: Dice, now: Situation): Event => {
    const waiting = Number(now.lastId - now.finalizedId);
    const upTo = dice.pick([undefined, now.finalizedId + BigInt(1 + dice.below(waiting + 1))]);
    return { label: `finalize up to ${upTo ?? 'the last'}`, run: (node) => finalizeWithdrawals(node, upTo) };
  }),
  (dice) => {
    const [paused, left] = [dice.below(4) === 0, `${dice.below(150_001)}`];
    return { label: `staking paused ${paused}, ${left} ETH left`, run: (node) => lidoStaking(node, { paused, left }) };
  },
  (dice) => {
    const [paused, bunker] = [dice.below(5) === 0, dice.below(3) === 0];
    return { label: `queue paused ${paused}, bunker ${bunker}`, run: (node) => lidoQueue(node, { paused, bunker }) };
  },
];

/* PARTS */

function request(dice: Dice, now: Situation): Step {
  const from = dice.pick(actors);
  return call(dice, withdrawalQueue, 'requestWithdrawals', requested(dice, now.stEthWei, from), 0n, from);
}

function requestWrapped(dice: Dice, now: Situation): Step {
  const from = dice.pick(actors);
  return call(dice, withdrawalQueue, 'requestWithdrawalsWstETH', requested(dice, now.wstEthWei, from), 0n, from);
}

type Name = Extract<(typeof lidoUserAbi)[number], { name: string }>['name'];

function step(dice: Dice, to: Address, data: Hex, valueWei = 0n, from = dice.pick(actors)): Step {
  return { label: `${to} ${data.slice(0, 10)}`, from, to, data, valueWei };
}

function call(dice: Dice, to: Address, name: Name, args: readonly unknown[], valueWei?: bigint, from?: Address): Step {
  const data = encodeFunctionData({ abi: lidoUserAbi, functionName: name, args } as never);
  return { ...step(dice, to, data, valueWei, from), label: `${to} ${name}(${args.join(', ')}) with ${valueWei ?? 0n}` };
}

function by(dice: Dice, make: (from: Address) => Step): Step {
  return make(dice.pick(actors));
}

function whole(held: ReadonlyMap<Address, bigint>, owner: Address | undefined): bigint {
  return (owner === undefined ? 0n : held.get(owner)) || 1n;
}

/** Any part of what somebody holds, often all of it, sometimes a wei more, sometimes nothing. */
function part(dice: Dice, held: ReadonlyMap<Address, bigint>, owner: Address): bigint {
  const all = whole(held, owner);
  return dice.pick([
    dice.amount(all),
    dice.amount(all),
    dice.amount(all),
    all,
    all + 1n,
    dice.below(2) === 0 ? 0n : 1n,
  ]);
}

function transfer(dice: Dice, token: Address, amount: bigint, from: Address): Step {
  const to = dice.pick([...actors, ...actors, zeroAddress, stEth]);
  return call(dice, token, 'transfer', [to, amount], 0n, from);
}

function requested(dice: Dice, held: ReadonlyMap<Address, bigint>, owner: Address) {
  const all = whole(held, owner);
  const limit = all < 1_000n * 10n ** 18n ? all : 1_000n * 10n ** 18n;
  const amount = () =>
    dice.below(20) === 0 ? dice.pick([99n, 100n, 1_001n * 10n ** 18n]) : dice.amount(limit / 3n) + 100n;
  return [Array.from({ length: 1 + dice.below(3) }, amount), dice.pick([zeroAddress, ...actors])] as const;
}

function anyId(dice: Dice, now: Situation): bigint {
  return BigInt(dice.below(Number(now.lastId) + 2));
}

function claimOne(dice: Dice, now: Situation): Step {
  const finalized = [...now.hints.keys()];
  const id = finalized.length > 0 && dice.below(4) > 0 ? dice.pick(finalized) : anyId(dice, now);
  const from = dice.below(6) === 0 ? dice.pick(actors) : (now.owners.get(id) ?? dice.pick(actors));
  return call(dice, withdrawalQueue, 'claimWithdrawal', [id], 0n, from);
}

function claimMany(dice: Dice, now: Situation): Step {
  const from = dice.pick(actors);
  const ids = [...now.hints.keys()].filter((id) => now.owners.get(id) === from).slice(0, 4);
  const hints = ids.map((id) => (now.hints.get(id) ?? 0n) + (dice.below(10) === 0 ? 1n : 0n));
  if (dice.below(12) === 0) hints.push(1n);
  const to = dice.below(8) === 0 ? zeroAddress : recipient;
  return dice.below(4) === 0
    ? call(dice, withdrawalQueue, 'claimWithdrawals', [ids, hints], 0n, from)
    : call(dice, withdrawalQueue, 'claimWithdrawalsTo', [ids, hints, to], 0n, from);
}

const permitTypes = {
  Permit: [
    { name: 'owner', type: 'address' },
    { name: 'spender', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const;

async function permit(dice: Dice, now: Situation): Promise<Step> {
  const signer = dice.pick([devAccounts.depositor, devAccounts.lender]);
  const token = dice.pick([stEth, wstEth]);
  const domain =
    token === stEth
      ? { name: 'Liquid staked Ether 2.0', version: '2', chainId: 1, verifyingContract: token }
      : { name: 'Wrapped liquid staked Ether 2.0', version: '1', chainId: 1, verifyingContract: token };
  const owner = signer.address;
  const nonce = (token === stEth ? now.nonces.get(owner) : undefined) ?? BigInt(dice.below(2));
  const message = { owner, spender: dice.pick(actors), value: dice.amount(10n ** 22n), nonce, deadline: maxUint256 };
  const signature = await signer.signTypedData({ domain, types: permitTypes, primaryType: 'Permit', message });
  const { r, s, yParity } = parseSignature(signature);
  const claimed = dice.below(6) === 0 ? dice.pick(actors) : owner;
  const v = dice.below(12) === 0 ? 29 : 27 + yParity;
  const deadline = dice.below(12) === 0 ? 1n : maxUint256;
  return call(dice, token, 'permit', [claimed, message.spender, message.value, deadline, v, r, s]);
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Address, encodeFunctionData, type Hex, parseAbi, parseEther, zeroAddress, zeroHash } from 'viem';
import { afterAll, describe, expect, it } from 'vitest';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import { readOverlay } from '../../script/replica/readOverlay.ts';
import { addEth } from '../../script/replica/recipes/addEth.ts';
import { mined } from '../../script/replica/recipes/mined.ts';
import type { ReplicaNode } from '../../script/replica/types.ts';
import { projectRoot } from '../../script/toolchain/projectRoot.ts';
import { type EigenSide, type EigenTwins, eigenAbi, startEigenTwins } from './eigenlayerTwins.ts';

const statePath = process.env.BALLAST_MAINNET_STATE ?? join(projectRoot, '../shared/mainnet/state.json');
const isRecorded = existsSync(statePath);
if (!isRecorded) {
  console.warn(
    'SKIPPED: the model of EigenLayer is not compared with the real code, because no recorded mainnet state is here. ' +
      'Set BALLAST_MAINNET_STATE to a file of the form {name: {address, codeHash, code, storage}}.',
  );
}

const stEthAbi = parseAbi([
  'function submit(address referral) payable returns (uint256)',
  'function approve(address spender, uint256 amount) returns (bool)',
  'function transfer(address to, uint256 amount) returns (bool)',
]);
const stEth = { address: mainnet.stEth, abi: stEthAbi } as const;
const noApproval = { signature: '0x', expiry: 0n } as const;
const steps = Number(process.env.BALLAST_EIGEN_STEPS ?? 120);

/**
 * The recorded code is of May 2024, before slashing. Deposits, delegation and the strategy's arithmetic have kept their ABI and, while nothing is
 * slashed, their answers; the withdrawal queue has neither, so that it is compared with nothing here.
 */
describe.skipIf(!isRecorded)('the model of EigenLayer and its real code of May 2024', () => {
  const nodes: ReplicaNode[] = [];
  afterAll(() => Promise.all(nodes.map((node) => node.stop())));

  it('answer deposits and delegation alike, to the wei, whatever is given to the strategy meanwhile', async () => {
    const twins = await startEigenTwins(await readOverlay(statePath));
    nodes.push(twins.node);
    const { accounts } = twins.node;
    const stakers = [accounts.depositor, accounts.lender, accounts.borrower].map(({ address }) => address);
    const operators = [accounts.curator, accounts.guardian].map(({ address }) => address);
    for (const staker of stakers) await fund(twins, staker);
    for (const operator of operators) {
      for (const side of [twins.real, twins.model]) await mined(twins.node, side.registerAsOperator(operator));
    }
    const dice = diceOf(20_250_417);
    const count = { refused: 0, delegated: 0, deposited: 0 };
    for (let step = 0; step < steps; step++) {
      const act = draw(twins.node, dice, stakers, operators);
      const real = await attempt(() => act.run(twins.real));
      const model = await attempt(() => act.run(twins.model));
      expect(model, `step ${step}: ${act.label}`).toBe(real);
      if (!real) count.refused++;
      else if (act.label === 'delegate') count.delegated++;
      else if (act.label === 'deposit') count.deposited++;
      const probe = dice(10n ** 24n);
      const [realViews, modelViews] = await Promise.all(
        [twins.real, twins.model].map((side) => views(twins.node, side, stakers, operators, probe)),
      );
      expect(modelViews, `after step ${step}: ${act.label}`).toEqual(realViews);
    }
    console.info(
      `EigenLayer differential: ${steps} steps, ${count.deposited} deposits, ${count.refused} refused alike`,
    );
    expect(count.delegated).toBe(stakers.length);
    expect(count.deposited).toBeGreaterThan(steps / 4);
    expect(count.refused).toBeGreaterThan(steps / 20);
  }, 240_000);
});

type Dice = (below: bigint) => bigint;
interface Act {
  readonly label: string;
  readonly run: (side: EigenSide) => Promise<unknown>;
}

function draw({ client }: ReplicaNode, dice: Dice, stakers: readonly Address[], operators: readonly Address[]): Act {
  const staker = pick(stakers, dice);
  const kind = dice(10n);
  if (kind < 5n) {
    const amount = dice(8n) === 0n ? dice(3n) : dice(parseEther('90'));
    return { label: 'deposit', run: (side) => deposit(client, side, staker, mainnet.stEth, amount) };
  }
  if (kind === 5n) {
    return { label: 'deposit of another token', run: (side) => deposit(client, side, staker, mainnet.wstEth, 1n) };
  }
  if (kind < 8n) {
    const operator = dice(4n) === 0n ? pick(stakers, dice) : pick(operators, dice);
    return {
      label: 'delegate',
      run: (side) => {
        const args = [operator, noApproval, zeroHash] as const;
        const data = encodeFunctionData({ abi: eigenAbi, functionName: 'delegateTo', args });
        return send(client, staker, side.delegation, data);
      },
    };
  }
  const gift = dice(parseEther('3'));
  return {
    label: 'gift',
    run: ({ strategy }) => {
      const data = encodeFunctionData({ abi: stEthAbi, functionName: 'transfer', args: [strategy, gift] });
      return send(client, staker, mainnet.stEth, data);
    },
  };
}

function deposit(client: ReplicaNode['client'], side: EigenSide, account: Address, token: Address, amount: bigint) {
  const args = [side.strategy, token, amount] as const;
  const data = encodeFunctionData({ abi: eigenAbi, functionName: 'depositIntoStrategy', args });
  return send(client, account, side.manager, data);
}

/** Called first, so that a refusal is seen before anything is sent. */
async function send(client: ReplicaNode['client'], account: Address, to: Address, data: Hex): Promise<void> {
  await client.call({ account, to, data });
  const receipt = await client.waitForTransactionReceipt({ hash: await client.sendTransaction({ account, to, data }) });
  if (receipt.status !== 'success') throw new Error('reverted');
}

const attempt = (run: () => Promise<unknown>): Promise<boolean> =>
  run().then(
    () => true,
    (error: unknown) => {
      if (/revert/i.test(String(error))) return false;
      throw error;
    },
  );

async function views(
  { client }: ReplicaNode,
  side: EigenSide,
  stakers: readonly Address[],
  operators: readonly Address[],
  probe: bigint,
): Promise<unknown> {
  const of = (address: Address) => ({ address, abi: eigenAbi }) as const;
  const [manager, delegation, strategy] = [of(side.manager), of(side.delegation), of(side.strategy)];
  const read = client.readContract;
  return Promise.all([
    read({ ...strategy, functionName: 'totalShares' }),
    read({ ...strategy, functionName: 'underlyingToken' }),
    read({ ...strategy, functionName: 'sharesToUnderlyingView', args: [probe] }),
    read({ ...strategy, functionName: 'underlyingToSharesView', args: [probe] }),
    read({ ...manager, functionName: 'strategyIsWhitelistedForDeposit', args: [side.strategy] }),
    ...operators.flatMap((operator) => [
      read({ ...delegation, functionName: 'operatorShares', args: [operator, side.strategy] }),
      read({ ...delegation, functionName: 'isOperator', args: [operator] }),
    ]),
    ...stakers.flatMap((staker) => [
      read({ ...strategy, functionName: 'userUnderlyingView', args: [staker] }),
      read({ ...manager, functionName: side.sharesFunction, args: [staker, side.strategy] }),
      read({ ...manager, functionName: 'stakerStrategyListLength', args: [staker] }),
      read({ ...manager, functionName: 'getDeposits', args: [staker] }).then(([, shares]) => shares),
      read({ ...delegation, functionName: 'delegatedTo', args: [staker] }),
      read({ ...delegation, functionName: 'isDelegated', args: [staker] }),
    ]),
  ]);
}

async function fund({ node, real, model }: EigenTwins, account: Address): Promise<void> {
  const value = parseEther('9000');
  await addEth(node, account, value);
  await mined(
    node,
    node.client.writeContract({ ...stEth, functionName: 'submit', args: [zeroAddress], value, account }),
  );
  for (const { manager } of [real, model]) {
    const approve = { ...stEth, functionName: 'approve', args: [manager, parseEther('10000')], account } as const;
    await mined(node, node.client.writeContract(approve));
  }
}

function pick<T>(list: readonly T[], dice: Dice): T {
  const one = list[Number(dice(BigInt(list.length)))];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}

/** The same numbers for the same seed. */
function diceOf(seed: number): Dice {
  let state = BigInt(seed);
  return (below) => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) % 2n ** 64n;
    return ((state >> 11n) * below) / 2n ** 53n;
  };
}

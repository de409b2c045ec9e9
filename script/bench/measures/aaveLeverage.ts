import { parseEther } from 'viem';
import { discount } from '../../replica/scenarios/discount.ts';
import { readParWad } from '../../replica/uniswap/readParWad.ts';
import { deployStrategy } from '../support/deployStrategy.ts';
import { leverOperations } from '../support/leverOperations.ts';
import { leverUpAndDown } from '../support/leverUpAndDown.ts';
import { onCopy } from '../support/onCopy.ts';
import { openVault } from '../support/openVault.ts';
import { rebalanceGas } from '../support/rebalanceGas.ts';
import { widenLossBudgets } from '../support/widenLossBudgets.ts';
import type { FigureSpec, Measure, Reading } from '../types.ts';

const stake = parseEther('100');
const gas = { unit: 'gas', goal: null } as const satisfies Partial<FigureSpec>;
const claim = 'notWorseThanRival';
const flashLoanName = 'flashLoanSimple, repaid by a borrow or a sale, all of it in the pool; same vault';
const recursionName = 'supply, borrow and swap round by round in the pool; same vault';

/** Under par by so much, all that a lever-up wants is cheaper in the pool than at the issuer. */
const poolDiscountBps = 10;

/**
 * Levering 100 wstETH on Aave to 5x and back, each in one transaction of the keeper, beside other ways of doing it in the same vault.
 *
 * What is claimed beside a flash loan is the whole cost. Its gas alone is shown without a claim: it pays a premium, buys in the pool whatever
 * the price, and neither asks an oracle nor looks at its health.
 */
export const aaveLeverage: Measure = {
  figures: [
    {
      ...gas,
      name: 'gas.leverUp.1xTo5x',
      about: '100 wstETH on Aave to 5x, bought in pool and at issuer; whole rebalance',
    },
    {
      ...gas,
      name: 'gas.leverUp.1xTo5x.inPool',
      about: 'the same where the pool alone is cheapest; beside a rival that keeps no bounds',
    },
    { ...gas, name: 'gas.leverUp.1xTo5x.besideRecursion', claim, about: 'gas.leverUp.1xTo5x beside a recursive loop' },
    { ...gas, name: 'gas.leverUp.idleTo5x', about: '100 idle wstETH deployed and levered to 5x; whole rebalance' },
    { ...gas, name: 'gas.leverDown.5xTo1x', about: 'all of the debt repaid; whole rebalance' },
    { ...gas, name: 'gas.leverDown.5xTo1x.besideRecursion', claim, about: 'the same beside a recursive loop' },
    {
      ...{ name: 'cost.leverUp.1xTo5x', unit: 'bps', goal: null, claim },
      about: 'value at par and gas at 10 gwei that levering up costs, bps of the vault',
    },
    {
      ...{ name: 'cost.leverDown.5xTo1x', unit: 'bps', goal: null, claim },
      about: 'value at par and gas at 10 gwei that levering down costs, bps of the vault',
    },
  ],
  take: async (scope) => {
    const bench = await openVault(scope, stake);
    const { node, vault, loop } = bench;
    await widenLossBudgets(bench);
    const operations = await leverOperations(node);
    const own = { strategy: loop, ...operations.AaveV3Loop };
    const flashLoan = { strategy: await deployStrategy(node, 'FlashLoanLoop', vault), ...operations.FlashLoanLoop };
    const recursion = { strategy: await deployStrategy(node, 'RecursiveLoop', vault), ...operations.RecursiveLoop };
    const debt = (4n * stake * (await readParWad(node))) / 10n ** 18n;
    const measure = (contestant: typeof own) => onCopy(bench, () => leverUpAndDown(bench, contestant, stake, debt));

    const fromIdle = await onCopy(bench, () =>
      rebalanceGas(bench, { strategy: loop, assets: stake, data: own.up(stake, debt) }),
    );
    const usual = { own: await measure(own), flashLoan: await measure(flashLoan), recursion: await measure(recursion) };
    await discount(node, { bps: poolDiscountBps });
    const inPool = { own: await measure(own), flashLoan: await measure(flashLoan) };

    const besideFlashLoan = (value: number, rival: number): Reading => ({
      value,
      rival: { name: flashLoanName, value: rival },
    });
    const besideRecursion = (value: number, rival: number): Reading => ({
      value,
      rival: { name: recursionName, value: rival },
    });
    return {
      'gas.leverUp.1xTo5x': besideFlashLoan(usual.own.up.gas, usual.flashLoan.up.gas),
      'gas.leverUp.1xTo5x.inPool': besideFlashLoan(inPool.own.up.gas, inPool.flashLoan.up.gas),
      'gas.leverUp.1xTo5x.besideRecursion': besideRecursion(usual.own.up.gas, usual.recursion.up.gas),
      'gas.leverUp.idleTo5x': { value: fromIdle, rival: null },
      'gas.leverDown.5xTo1x': besideFlashLoan(usual.own.down.gas, usual.flashLoan.down.gas),
      'gas.leverDown.5xTo1x.besideRecursion': besideRecursion(usual.own.down.gas, usual.recursion.down.gas),
      'cost.leverUp.1xTo5x': besideFlashLoan(usual.own.up.costBps, usual.flashLoan.up.costBps),
      'cost.leverDown.5xTo1x': besideFlashLoan(usual.own.down.costBps, usual.flashLoan.down.costBps),
    };
  },
};

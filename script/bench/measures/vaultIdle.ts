import { parseEther } from 'viem';
import { deployRivalVault } from '../support/deployRivalVault.ts';
import { entryAndLeave } from '../support/entryAndLeave.ts';
import { fundDepositor } from '../support/fundDepositor.ts';
import { openVault } from '../support/openVault.ts';
import { relist } from '../support/relist.ts';
import type { Measure } from '../types.ts';

const amounts = { deposit: parseEther('1'), withdraw: parseEther('1') };
const name = 'OpenZeppelin 5.7 ERC4626Upgradeable behind ERC1967Proxy';

/** Entries and leaves of a vault that only holds its LST, beside a vault that can do nothing else. */
export const vaultIdle: Measure = {
  figures: [
    { name: 'gas.deposit.idle', unit: 'gas', goal: null, about: 'deposit, no strategy listed, whole transaction' },
    { name: 'gas.withdraw.idle', unit: 'gas', goal: null, about: 'withdraw, no strategy listed, whole transaction' },
  ],
  take: async (scope) => {
    const bench = await openVault(scope, parseEther('10'));
    const { node, vault, loop } = bench;
    await relist(bench, { remove: loop });
    const rivalVault = await deployRivalVault(node, 'OzVault', parseEther('10'));
    await fundDepositor(node, parseEther('20'));
    const rival = await entryAndLeave(node, rivalVault, amounts);
    const own = await entryAndLeave(node, vault, amounts);
    return {
      'gas.deposit.idle': { value: own.deposit, rival: { name, value: rival.deposit } },
      'gas.withdraw.idle': { value: own.withdraw, rival: { name, value: rival.withdraw } },
    };
  },
};

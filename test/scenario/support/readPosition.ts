import { erc20Abi, parseAbi } from 'viem';
import { lstVaultAbi } from '../../../keeper/abi/lstVault.gen.ts';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import { aaveAddresses } from '../../../script/replica/aave/aaveAddresses.ts';
import type { ScenarioVault } from '../../support/scenarioVault.ts';

const aaveAbi = parseAbi([
  'function getUserAccountData(address user) view returns (uint256 collateralBase, uint256 debtBase, uint256 availableBase, uint256 threshold, uint256 ltv, uint256 healthFactor)',
]);
const wad = 10n ** 18n;

/** Vault and loop as the chain has them, read from Aave and the tokens themselves and not through the keeper's lens. */
export async function readPosition({ client, vault, loop }: Pick<ScenarioVault, 'client' | 'vault' | 'loop'>) {
  const { wsteth, weth } = aaveAddresses.assets;
  const of = { abi: erc20Abi, functionName: 'balanceOf', args: [loop] } as const;
  const ofVault = { address: vault, abi: lstVaultAbi } as const;
  const [collateral, debt, account, valuation, totalAssets, sharePriceWad, idle, batches] = await Promise.all([
    client.readContract({ ...of, address: wsteth.aToken }),
    client.readContract({ ...of, address: weth.variableDebtToken }),
    client.readContract({ address: mainnet.aavePool, abi: aaveAbi, functionName: 'getUserAccountData', args: [loop] }),
    client.readContract({ ...ofVault, functionName: 'valuation' }),
    client.readContract({ ...ofVault, functionName: 'totalAssets' }),
    client.readContract({ ...ofVault, functionName: 'convertToAssets', args: [wad] }),
    client.readContract({ ...ofVault, functionName: 'idle' }),
    client.readContract({ ...ofVault, functionName: 'rebalanceNonce' }),
  ]);
  const equity = collateral - (debt * wad) / valuation.parWad;
  return {
    ...{ collateral, debt, valuation, totalAssets, sharePriceWad, idle, batches },
    healthFactorWad: account[5],
    /** Assets over equity at par. */
    leverageWad: equity > 0n ? (collateral * wad) / equity : 0n,
  };
}

import { type Address, encodeAbiParameters, encodeFunctionData, type Hex } from 'viem';
import { impersonate } from '../recipes/impersonate.ts';
import { mined } from '../recipes/mined.ts';
import { placeContract } from '../recipes/placeContract.ts';
import type { ManifestEntry, ReplicaNode } from '../types.ts';
import { poolAbi, rateStrategyAbi, tokenAbi } from './aaveAbi.ts';
import { type AaveAsset, aaveAddresses as at } from './aaveAddresses.ts';
import { aaveMarket } from './aaveMarket.ts';
import type { PackageArtifact } from './compilePackage.ts';

const decimals = 18;
/** Decimals, active, and the virtual accounting that every reserve of version 3.6 has. */
const newReserve = (BigInt(decimals) << 48n) | (1n << 56n) | (1n << 252n);

/**
 * Lists a reserve whose tokens are at their mainnet addresses. The configurator would give them addresses of its own nonce, which since version
 * 3.2 are no longer mainnet's, so its steps are taken one by one in its name.
 */
export async function initReserve(
  node: ReplicaNode,
  asset: AaveAsset,
  proxy: PackageArtifact,
  origin: string,
): Promise<readonly ManifestEntry[]> {
  const { underlying, aToken, variableDebtToken } = at.assets[asset];
  const { name, rates } = aaveMarket.reserves[asset];
  const tokens = [
    [aToken, at.aTokenImplementation, `Aave Ethereum ${name}`, `aEth${name}`],
    [
      variableDebtToken,
      at.variableDebtTokenImplementation,
      `Aave Ethereum Variable Debt ${name}`,
      `variableDebtEth${name}`,
    ],
  ] as const;
  return impersonate(node, at.configurator, async (account) => {
    const send = async (to: Address, data: Hex) => {
      await mined(node, node.client.sendTransaction({ account, to, data, chain: null }));
    };
    const entries: ManifestEntry[] = [];
    for (const [address, implementation, title, symbol] of tokens) {
      const { abi, bytecode } = proxy;
      const codeHash = await placeContract(node, { name: symbol, address, abi, bytecode, args: [at.configurator] });
      await send(address, initialisation(implementation, underlying, title, symbol));
      entries.push({ name: symbol, address, source: 'code', codeHash, origin });
    }
    const pool = (data: Hex) => send(at.pool, data);
    await pool(
      encodeFunctionData({ abi: poolAbi, functionName: 'initReserve', args: [underlying, aToken, variableDebtToken] }),
    );
    await pool(
      encodeFunctionData({ abi: poolAbi, functionName: 'setConfiguration', args: [underlying, { data: newReserve }] }),
    );
    const rateData = encodeAbiParameters(
      [{ type: 'uint16' }, { type: 'uint32' }, { type: 'uint32' }, { type: 'uint32' }],
      [rates.optimalUsageRatio, rates.baseVariableBorrowRate, rates.variableRateSlope1, rates.variableRateSlope2],
    );
    await send(
      at.rateStrategy,
      encodeFunctionData({ abi: rateStrategyAbi, functionName: 'setInterestRateParams', args: [underlying, rateData] }),
    );
    return entries;
  });
}

function initialisation(implementation: Address, underlying: Address, name: string, symbol: string): Hex {
  const inner = encodeFunctionData({
    abi: tokenAbi,
    functionName: 'initialize',
    args: [at.pool, underlying, decimals, name, symbol, '0x'],
  });
  return encodeFunctionData({ abi: tokenAbi, functionName: 'initialize', args: [implementation, inner] });
}

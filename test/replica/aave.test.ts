import { UiPoolDataProvider } from '@aave/contract-helpers';
import { E_MODES } from '@aave-dao/aave-address-book/AaveV3Ethereum';
import { ethers } from 'ethers';
import { type Address, getAddress, type Hex, maxUint256, parseAbi, parseEther } from 'viem';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import { poolAbi, rateStrategyAbi, tokenAbi } from '../../script/replica/aave/aaveAbi.ts';
import { aaveAddresses as at } from '../../script/replica/aave/aaveAddresses.ts';
import { aaveMarket } from '../../script/replica/aave/aaveMarket.ts';
import { readReserve } from '../../script/replica/aave/readReserve.ts';
import { bootReplica } from '../../script/replica/bootReplica.ts';
import { setFeed } from '../../script/replica/models/chainlink/setFeed.ts';
import { impersonate } from '../../script/replica/recipes/impersonate.ts';
import { mined } from '../../script/replica/recipes/mined.ts';
import { mintWeth } from '../../script/replica/recipes/mintWeth.ts';
import { rebase } from '../../script/replica/scenarios/rebase.ts';
import type { ReplicaNode } from '../../script/replica/types.ts';

const ray = 10n ** 27n;
const wad = 10n ** 18n;
const variable = 2n;
const oracleAbi = parseAbi(['function getAssetPrice(address asset) view returns (uint256)']);
const capAbi = parseAbi([
  'error CallerIsNotRiskOrPoolAdmin()',
  'error InvalidRatioTimestamp(uint48 timestamp)',
  'function latestAnswer() view returns (int256)',
  'function isCapped() view returns (bool)',
  'function getSnapshotRatio() view returns (uint256)',
  'function getSnapshotTimestamp() view returns (uint256)',
  'function getMaxRatioGrowthPerSecondScaled() view returns (uint256)',
  'function setCapParameters((uint104 snapshotRatio, uint48 snapshotTimestamp, uint16 maxYearlyRatioGrowthPercent) params)',
]);
const rateAbi = parseAbi(['function stEthPerToken() view returns (uint256)']);
const flashAbi = parseAbi([
  'function flashLoan(address receiver, address[] assets, uint256[] amounts, uint256[] modes, address onBehalfOf, bytes params, uint16 referralCode)',
]);
/** A flash loan's receiver that says yes to everything: `return(true)`. */
const agreeing: { readonly address: Address; readonly code: Hex } = {
  address: getAddress('0x00000000000000000000000000000000000f1a54'),
  code: '0x60015f5260205ff3',
};

let node: ReplicaNode;
let snapshot: Hex;

beforeAll(async () => {
  node = await bootReplica({ clock: 'state' });
});
afterAll(async () => {
  await node?.stop();
});
beforeEach(async () => {
  snapshot = await node.client.snapshot();
});
afterEach(async () => {
  await node.client.revert({ id: snapshot });
});

const user = () => node.accounts.stranger.address;
const pool = { address: at.pool, abi: poolAbi } as const;
const balanceOf = (token: Address, owner: Address) =>
  node.client.readContract({ address: token, abi: tokenAbi, functionName: 'balanceOf', args: [owner] });
const account = (owner: Address) =>
  node.client.readContract({ ...pool, functionName: 'getUserAccountData', args: [owner] });
const price = (asset: Address) =>
  node.client.readContract({ address: at.oracle, abi: oracleAbi, functionName: 'getAssetPrice', args: [asset] });
const rate = () => node.client.readContract({ address: mainnet.wstEth, abi: rateAbi, functionName: 'stEthPerToken' });
const cap = { address: at.wstEthPriceSource, abi: capAbi } as const;

async function approve(token: Address, from = user()) {
  await mined(
    node,
    node.client.writeContract({
      address: token,
      abi: tokenAbi,
      functionName: 'approve',
      args: [at.pool, maxUint256],
      account: from,
    }),
  );
}

async function openPosition(collateral: bigint, debt: bigint) {
  await approve(mainnet.wstEth);
  const { client } = node;
  const supply = [mainnet.wstEth, collateral, user(), 0] as const;
  await mined(node, client.writeContract({ ...pool, functionName: 'supply', args: supply, account: user() }));
  await mined(node, client.writeContract({ ...pool, functionName: 'setUserEMode', args: [1], account: user() }));
  if (debt === 0n) return;
  const borrow = [mainnet.weth, debt, variable, 0, user()] as const;
  await mined(node, client.writeContract({ ...pool, functionName: 'borrow', args: borrow, account: user() }));
}

describe('the flows of a loop', () => {
  test('supply, e-mode, borrow, repay and withdraw leave nothing behind but interest', async () => {
    const { client } = node;
    const held = await balanceOf(mainnet.wstEth, user());
    await openPosition(parseEther('100'), parseEther('110'));
    expect(await balanceOf(mainnet.weth, user())).toBe(parseEther('110'));
    expect(await client.readContract({ ...pool, functionName: 'getUserEMode', args: [user()] })).toBe(1n);

    const [collateralUsd, debtUsd, , threshold, ltv, healthWad] = await account(user());
    expect([threshold, ltv]).toEqual([9_500n, 9_300n]);
    expect(collateralUsd).toBe((parseEther('100') * (await price(mainnet.wstEth))) / wad);
    expect(healthWad).toBe((((collateralUsd * 9_500n) / 10_000n) * wad) / debtUsd);

    await mintWeth(node, user(), parseEther('1'));
    await approve(mainnet.weth);
    const repay = [mainnet.weth, maxUint256, variable, user()] as const;
    await mined(node, client.writeContract({ ...pool, functionName: 'repay', args: repay, account: user() }));
    const withdraw = [mainnet.wstEth, maxUint256, user()] as const;
    await mined(node, client.writeContract({ ...pool, functionName: 'withdraw', args: withdraw, account: user() }));

    expect(await balanceOf(at.assets.weth.variableDebtToken, user())).toBe(0n);
    expect(await balanceOf(at.assets.wsteth.aToken, user())).toBe(0n);
    const lostWei = held - (await balanceOf(mainnet.wstEth, user()));
    expect(lostWei).toBeLessThanOrEqual(1n);
    const interest = parseEther('1') - (await balanceOf(mainnet.weth, user()));
    expect(interest).toBeGreaterThan(0n);
    expect(interest).toBeLessThan(parseEther('0.001'));
  });

  test('refuses to borrow past the loan-to-value of e-mode', async () => {
    await openPosition(parseEther('100'), 0n);
    const [, , availableUsd] = await account(user());
    const limit = (availableUsd * wad) / (await price(mainnet.weth));
    const borrow = (amount: bigint) =>
      node.client.simulateContract({
        ...pool,
        functionName: 'borrow',
        args: [mainnet.weth, amount, variable, 0, user()],
        account: user(),
      });
    await expect(borrow((limit * 10_001n) / 10_000n)).rejects.toThrow();
    await borrow((limit * 9_999n) / 10_000n);
  });

  test.each([0, 1])('does not lend wstETH in e-mode %i, as mainnet does in other categories only', async (category) => {
    await openPosition(parseEther('100'), 0n);
    const eMode = { ...pool, functionName: 'setUserEMode', args: [category], account: user() } as const;
    await mined(node, node.client.writeContract(eMode));
    const borrow = (asset: Address) => {
      const args = [asset, parseEther('1'), variable, 0, user()] as const;
      return node.client.simulateContract({ ...pool, functionName: 'borrow', args, account: user() });
    };
    await borrow(mainnet.weth);
    await expect(borrow(mainnet.wstEth)).rejects.toThrow();
  });
});

describe('flash loans', () => {
  const flashLoan = async (amount: bigint, mode: bigint) => {
    await node.client.setCode({ address: agreeing.address, bytecode: agreeing.code });
    const args = [agreeing.address, [mainnet.weth], [amount], [mode], user(), '0x', 0] as const;
    const call = { address: at.pool, abi: flashAbi, functionName: 'flashLoan', args, account: user() } as const;
    await mined(node, node.client.writeContract(call));
  };

  test('one that opens debt costs no premium', async () => {
    await openPosition(parseEther('100'), 0n);
    await flashLoan(parseEther('60'), variable);
    expect(await balanceOf(mainnet.weth, agreeing.address)).toBe(parseEther('60'));
    // Aave rounds what is owed up to the next wei.
    const owed = await balanceOf(at.assets.weth.variableDebtToken, user());
    expect(owed - parseEther('60')).toBeLessThanOrEqual(1n);
  });

  test('one that is paid back costs five basis points', async () => {
    await impersonate(node, agreeing.address, async (account) => {
      await mintWeth(node, account, parseEther('1'));
      await approve(mainnet.weth, account);
    });
    await flashLoan(parseEther('1000'), 0n);
    expect(await balanceOf(mainnet.weth, agreeing.address)).toBe(parseEther('0.5'));
  });
});

describe("mainnet's figures", () => {
  test('WETH is used to 88.5 percent and borrowed under the staking rate', async () => {
    const weth = await readReserve(node, 'weth');
    expect(weth.utilisationBps).toBeGreaterThan(8_845);
    expect(weth.utilisationBps).toBeLessThan(8_860);
    expect(weth.borrowRateRay).toBeLessThan((ray * 270n) / 10_000n);
    expect(weth.borrowRateRay).toBeGreaterThan((ray * 220n) / 10_000n);
  });

  test('the rates are those of the curve', async () => {
    const { client } = node;
    await mined(
      node,
      client.writeContract({
        ...pool,
        functionName: 'borrow',
        args: [mainnet.weth, parseEther('1'), variable, 0, node.accounts.borrower.address],
        account: node.accounts.borrower.address,
      }),
    );
    const { available, debt, borrowRateRay, supplyRateRay } = await readReserve(node, 'weth');
    const { optimalUsageRatio, variableRateSlope1 } = aaveMarket.reserves.weth.rates;
    const usedRay = (debt * ray + (available + debt) / 2n) / (available + debt);
    const slopeRay = (ray * BigInt(variableRateSlope1)) / 10_000n;
    const expected = (slopeRay * usedRay) / ((ray * BigInt(optimalUsageRatio)) / 10_000n);
    expect(difference(borrowRateRay, expected)).toBeLessThanOrEqual(3n);
    const reserveFactor = BigInt(aaveMarket.reserves.weth.reserveFactorBps);
    const supplied = (((borrowRateRay * usedRay) / ray) * (10_000n - reserveFactor)) / 10_000n;
    expect(difference(supplyRateRay, supplied)).toBeLessThanOrEqual(3n);
  });

  test.each(['weth', 'wsteth'] as const)('%s has the curve of the market', async (asset) => {
    const curve = await node.client.readContract({
      address: at.rateStrategy,
      abi: rateStrategyAbi,
      functionName: 'getInterestRateDataBps',
      args: [at.assets[asset].underlying],
    });
    expect(curve).toEqual(aaveMarket.reserves[asset].rates);
  });

  test('e-mode 1 is the one of the address book', async () => {
    const listed = E_MODES['1'];
    const { eMode } = aaveMarket;
    expect([eMode.ltvBps, eMode.liquidationThresholdBps, eMode.liquidationBonusBps]).toEqual([
      listed.ltv,
      listed.liquidationThreshold,
      listed.liquidationBonus,
    ]);
    const addresses = (assets: readonly ('weth' | 'wsteth')[]) => assets.map((asset) => at.assets[asset].underlying);
    expect(listed.collateralAssets).toEqual(expect.arrayContaining(addresses(eMode.collateral)));
    expect(listed.borrowableAssets).toEqual(addresses(eMode.borrowable));
  });
});

describe("Aave's price of wstETH", () => {
  test('is par times ETH/USD, whatever the market says', async () => {
    const par = ((await price(mainnet.weth)) * (await rate())) / wad;
    expect(await price(mainnet.wstEth)).toBe(par);
    await setFeed(node, { feed: 'stEthEth', answer: parseEther('0.9') });
    expect(await price(mainnet.wstEth)).toBe(par);
    await setFeed(node, { feed: 'ethUsd', answer: 2_000_00000000n });
    expect(await price(mainnet.wstEth)).toBe((2_000_00000000n * (await rate())) / wad);
  });

  test('follows a slash down and is held back by the cap on a jump up', async () => {
    await rebase(node, { bps: -500 });
    expect(await price(mainnet.wstEth)).toBe(((await price(mainnet.weth)) * (await rate())) / wad);
    await rebase(node, { bps: 1_000 });
    const read = <
      Name extends 'isCapped' | 'getSnapshotRatio' | 'getSnapshotTimestamp' | 'getMaxRatioGrowthPerSecondScaled',
    >(
      functionName: Name,
    ) => node.client.readContract({ ...cap, functionName });
    expect(await read('isCapped')).toBe(true);
    const { timestamp } = await node.client.getBlock();
    const snapshotRatio = (await read('getSnapshotRatio')) as bigint;
    const age = timestamp - ((await read('getSnapshotTimestamp')) as bigint);
    const growth = (((await read('getMaxRatioGrowthPerSecondScaled')) as bigint) * age) / 1_000_000n;
    expect(await price(mainnet.wstEth)).toBe(((await price(mainnet.weth)) * (snapshotRatio + growth)) / wad);
  });

  test('has a cap that only admins move, to a snapshot of the right age', async () => {
    const { timestamp } = await node.client.getBlock();
    const set = (ageSeconds: bigint, from: Address) =>
      node.client.simulateContract({
        ...cap,
        functionName: 'setCapParameters',
        args: [
          {
            snapshotRatio: parseEther('1.2'),
            snapshotTimestamp: Number(timestamp - ageSeconds),
            maxYearlyRatioGrowthPercent: 968,
          },
        ],
        account: from,
      });
    await expect(set(604_800n, user())).rejects.toThrow('CallerIsNotRiskOrPoolAdmin');
    await expect(set(604_700n, at.aclAdmin)).rejects.toThrow('InvalidRatioTimestamp');
    await set(604_800n, at.aclAdmin);
  });

  test('is missing, so that Aave refuses, when ETH/USD is not positive', async () => {
    await setFeed(node, { feed: 'ethUsd', answer: 0n });
    expect(await node.client.readContract({ ...cap, functionName: 'latestAnswer' })).toBe(0n);
    await expect(price(mainnet.wstEth)).rejects.toThrow();
  });
});

describe("Aave's own library reads the replica", () => {
  const provider = () => {
    const rpc = new ethers.providers.StaticJsonRpcProvider(node.rpcUrl, 1);
    return new UiPoolDataProvider({ uiPoolDataProviderAddress: at.uiDataProvider, provider: rpc, chainId: 1 });
  };
  const market = { lendingPoolAddressProvider: at.provider };

  test('the reserves', async () => {
    const { reservesData, baseCurrencyData } = await provider().getReservesHumanized(market);
    expect(reservesData.map(({ symbol }) => symbol)).toEqual(['WETH', 'wstETH']);
    expect(baseCurrencyData.marketReferenceCurrencyDecimals).toBe(8);
    const { available } = await readReserve(node, 'weth');
    expect(reservesData[0]).toMatchObject({
      underlyingAsset: mainnet.weth.toLowerCase(),
      baseLTVasCollateral: '8050',
      reserveFactor: '1500',
      supplyCap: '3200000',
      variableRateSlope1: `${(ray * 235n) / 10_000n}`,
      optimalUsageRatio: `${(ray * 92n) / 100n}`,
      availableLiquidity: `${available}`,
      flashLoanEnabled: true,
      isFrozen: false,
    });
  });

  test('a position', async () => {
    await openPosition(parseEther('100'), parseEther('110'));
    const { userReserves, userEmodeCategoryId } = await provider().getUserReservesHumanized({
      ...market,
      user: user(),
    });
    expect(userEmodeCategoryId).toBe(1);
    const [weth, wstEth] = userReserves;
    expect(wstEth).toMatchObject({ usageAsCollateralEnabledOnUser: true });
    expect(BigInt(wstEth?.scaledATokenBalance ?? 0)).toBe(parseEther('100'));
    expect(BigInt(weth?.scaledVariableDebt ?? 0)).toBeGreaterThan(0n);
  });

  test('the e-modes, in the ABI of version 3.7', async () => {
    const [eMode] = await provider().getEModesHumanized(market);
    expect(eMode).toMatchObject({ id: 1, eMode: { label: 'ETH correlated', ltv: '9300', isolated: false } });
  });
});

function difference(a: bigint, b: bigint): bigint {
  return a > b ? a - b : b - a;
}

import type { Suite } from './types.ts';

const libraries = { name: 'libraries', sources: 'contracts/libraries', tests: 'test/unit/libraries' };
const balanceSheet = { name: 'balanceSheet', sources: 'contracts/libraries', tests: 'test/fuzz' };
const oracle = { name: 'oracle', sources: 'contracts/oracle', tests: 'test/unit/oracle' };
const oracleLaws = { name: 'oracleLaws', sources: 'contracts/oracle', tests: 'test/invariant/Oracle.t.sol' };
const vault = { name: 'vault', sources: 'contracts', tests: 'test/unit/vault' };
const vaultLaws = { name: 'vaultLaws', sources: 'contracts', tests: 'test/invariant/Vault.t.sol' };
const queue = { name: 'queue', sources: 'contracts', tests: 'test/unit/queue' };
const queueLaws = { name: 'queueLaws', sources: 'contracts', tests: 'test/invariant/Queue.t.sol' };
const aave = { name: 'aave', sources: 'contracts', tests: 'test/fork/aave' };
const attacks = { name: 'attacks', sources: 'contracts', tests: 'test/attack' };
const lido = { name: 'lido', sources: 'contracts', tests: 'test/fork/lido' };
const uniswap = { name: 'uniswap', sources: 'contracts', tests: 'test/fork/uniswap' };
const eigenlayer = { name: 'eigenlayer', sources: 'contracts', tests: 'test/fork/eigenlayer' };
const template = { name: 'template', sources: 'contracts', tests: 'test/strategy/TemplateStrategy.t.sol' };
const router = { name: 'router', sources: 'contracts', tests: 'test/fork/router' };

/**
 * The Solidity tests that answer for a source file, the cheapest first: a mutant meets them in this order until one fails. The first pattern that fits
 * a file's name decides. What has no entry is mutated by nothing: interfaces have no code, and the lens is tested from TypeScript, where the keeper
 * reads it.
 */
export const suites: readonly { readonly files: RegExp; readonly suites: readonly Suite[] }[] = [
  { files: /^contracts\/libraries\/BalanceSheet\.sol$/, suites: [balanceSheet, vault, vaultLaws] },
  { files: /^contracts\/libraries\/RiskIds\.sol$/, suites: [aave] },
  { files: /^contracts\/libraries\/Roles\.sol$/, suites: [vault] },
  { files: /^contracts\/(?:WithdrawalQueue|libraries\/ServiceLedger)\.sol$/, suites: [queue, queueLaws] },
  { files: /^contracts\/libraries\//, suites: [libraries, vault, vaultLaws] },
  { files: /^contracts\/oracle\//, suites: [oracle, oracleLaws] },
  { files: /^contracts\/router\/\w+(?<!IStEthShares)\.sol$/, suites: [router] },
  { files: /^contracts\/RescueUpkeep\.sol$/, suites: [aave] },
  { files: /^contracts\/(?:vault\/)?\w+\.sol$/, suites: [vault, aave, attacks, vaultLaws] },
  { files: /^strategies\/(?:lido\/\w+|aave\/AaveV3LoopPar)\.sol$/, suites: [lido] },
  { files: /^strategies\/eigenlayer\/\w+\.sol$/, suites: [eigenlayer] },
  { files: /^strategies\/template\/\w+\.sol$/, suites: [template] },
  { files: /^strategies\/uniswap\/\w+\.sol$/, suites: [uniswap] },
  { files: /^strategies\/(?:aave\/|market\/)?\w+\.sol$/, suites: [aave, attacks] },
];

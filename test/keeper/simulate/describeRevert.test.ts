import { encodeErrorResult, parseAbi } from 'viem';
import { expect, test } from 'vitest';
import { lstVaultAbi } from '../../../keeper/abi/lstVault.gen.ts';
import { describeRevert } from '../../../keeper/simulate/describeRevert.ts';

const strategy = '0x1000000000000000000000000000000000000001';

test('our errors come with their facts', () => {
  const data = encodeErrorResult({ abi: lstVaultAbi, errorName: 'CapExceeded', args: [strategy, 12n, 10n] });
  expect(describeRevert(data)).toEqual({
    reason: `it reverts with CapExceeded (strategy ${strategy}, allocation 12, capAssets 10)`,
    errorName: 'CapExceeded',
  });
});

test("Aave's errors, which an operation passes on, come by name", () => {
  const data = encodeErrorResult({ abi: parseAbi(['error HealthFactorLowerThanLiquidationThreshold()']) });
  expect(describeRevert(data).errorName).toBe('HealthFactorLowerThanLiquidationThreshold');
});

test('the access manager’s refusal names the account', () => {
  const data = encodeErrorResult({
    abi: parseAbi(['error AccessManagedUnauthorized(address caller)']),
    args: [strategy],
  });
  expect(describeRevert(data).reason).toContain(`AccessManagedUnauthorized (caller ${strategy})`);
});

test('a require’s text, a panic, an unknown selector and silence are told apart', () => {
  const text = encodeErrorResult({ abi: parseAbi(['error Error(string)']), args: ['SPL'] });
  const panic = encodeErrorResult({ abi: parseAbi(['error Panic(uint256)']), args: [17n] });
  expect(describeRevert(text)).toEqual({ reason: 'it reverts with "SPL"' });
  expect(describeRevert(panic).reason).toBe('it reverts with Solidity panic 17');
  expect(describeRevert('0xdeadbeef').reason).toContain('selector 0xdeadbeef');
  expect(describeRevert('0x').reason).toBe('it reverts without saying why');
});

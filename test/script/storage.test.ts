import { describe, expect, it } from 'vitest';
import { compareLayouts } from '../../script/storage/compareLayouts.ts';
import { readUpgradeables, type Upgradeable } from '../../script/storage/readUpgradeables.ts';
import { sharedNamespaces } from '../../script/storage/sharedNamespaces.ts';

const fields = ['uint128 idle;', 'uint128 accrued;', 'address oracle;', 'mapping(address => uint256) caps;'];

function source(body: readonly string[], extra = '', id = 'test.storage.Vault'): string {
  return `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;
contract Vault {
  /// @custom:storage-location erc7201:${id}
  struct VaultStorage { ${body.join(' ')} }
  ${extra}
}`;
}

async function read(text: string): Promise<Upgradeable> {
  const [found] = await readUpgradeables({ 'Vault.sol': { content: text } }, [
    { name: 'Vault.sol:Vault', kind: 'transparent' },
  ]);
  if (found === undefined) throw new Error('nothing was read');
  return found;
}

const recorded = read(source(fields));

async function reasonAgainst(text: string): Promise<string | undefined> {
  return compareLayouts((await recorded).layout, (await read(text)).layout);
}

describe('an upgrade', { timeout: 60_000 }, () => {
  it('may leave the storage as it is', async () => {
    expect(await reasonAgainst(source(fields))).toBeUndefined();
  });

  it('may add a field at the end', async () => {
    expect(await reasonAgainst(source([...fields, 'uint64 added;']))).toBeUndefined();
  });

  it('must not change the order', async () => {
    const [idle = '', accrued = '', ...others] = fields;
    expect(await reasonAgainst(source([accrued, idle, ...others]))).toMatch(/idle|accrued/);
  });

  it('must not make a field narrower', async () => {
    expect(await reasonAgainst(source(['uint64 idle;', ...fields.slice(1)]))).toMatch(/idle/);
  });

  it('must not drop a field', async () => {
    expect(await reasonAgainst(source(fields.filter((field) => !field.includes('oracle'))))).toMatch(/oracle/);
  });

  it('must not put a field between others', async () => {
    expect(await reasonAgainst(source([...fields.slice(0, 2), 'address between;', ...fields.slice(2)]))).toMatch(
      /between/,
    );
  });

  it('must not lose a namespace', async () => {
    expect(await reasonAgainst(source(fields, '', 'test.storage.Other'))).toMatch(/test\.storage\.Vault/);
  });

  it('must not change what a mapping leads to', async () => {
    const other = [...fields.slice(0, 3), 'mapping(address => int256) caps;'];
    expect(await reasonAgainst(source(other))).toMatch(/caps/);
  });
});

describe('code behind a proxy', { timeout: 60_000 }, () => {
  it.each([
    ['a constructor', 'uint256 immutable X; constructor() { X = 1; }', /constructor/],
    ['a field with a value', 'uint256 x = 1;', /state-variable-assignment/],
    ['a way to end itself', 'function end(address payable a) external { selfdestruct(a); }', /selfdestruct/],
    [
      'a delegatecall',
      'function go(address a) external { (bool ok,) = a.delegatecall(""); require(ok); }',
      /delegatecall/,
    ],
  ])('is told of %s', async (_, extra, kind) => {
    expect((await read(source(fields, extra))).errors.join()).toMatch(kind);
  });

  it('is left in peace where it has none', async () => {
    expect((await read(source(fields))).errors).toEqual([]);
  });
});

describe('parts in one storage', { timeout: 60_000 }, () => {
  it('see it alike', async () => {
    const layout = (await recorded).layout;
    expect(sharedNamespaces(layout, (await read(source(fields))).layout)).toEqual([]);
  });

  it('are told apart by a field more, which for an upgrade would be none of a difference', async () => {
    const layout = (await recorded).layout;
    const longer = (await read(source([...fields, 'uint64 added;']))).layout;
    expect(sharedNamespaces(layout, longer)).toEqual(['erc7201:test.storage.Vault']);
  });
});

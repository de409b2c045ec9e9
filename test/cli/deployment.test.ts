import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Address, encodeFunctionData, erc20Abi, parseAbi, toFunctionSelector, zeroAddress } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lstVaultAbi } from '../../keeper/abi/lstVault.gen.ts';
import { deployOnReplica, devHolders } from '../../script/deploy/deployOnReplica.ts';
import { roleFunctions, roles } from '../../script/deploy/roles.ts';
import { verifyDeployment } from '../../script/deploy/verify/verifyDeployment.ts';
import { readPackageArtifact } from '../../script/replica/packages/readPackageArtifact.ts';
import { startAnvil } from '../../script/replica/startAnvil.ts';
import { projectRoot } from '../../script/toolchain/projectRoot.ts';
import { expectRefusal } from './support/expectRefusal.ts';
import { runCli } from './support/runCli.ts';
import { type CliWorld, startCliWorld } from './support/world.ts';

const source = (path: string) => readFile(join(projectRoot, path), 'utf8');

describe('roles', () => {
  test('ids are those of contracts/libraries/Roles.sol', async () => {
    const text = await source('contracts/libraries/Roles.sol');
    const ids = [...text.matchAll(/uint64 internal constant (\w+) = (\d+);/g)].map(([, name = '', id = '']) => [
      name.toLowerCase(),
      BigInt(id),
    ]);
    expect({ owner: 0n, ...Object.fromEntries(ids) }).toEqual(roles);
  });

  test('every function that the vault restricts is somebody’s', async () => {
    const folder = (await readdir(join(projectRoot, 'contracts/vault'))).map((file) => `contracts/vault/${file}`);
    const parts = ['LstVault', 'VaultOperations', 'VaultGovernance'].map((part) => `contracts/${part}.sol`);
    const text = (await Promise.all([...parts, ...folder].map(source))).join('\n');
    const restricted = [...text.matchAll(/function (\w+)\([^)]*\)[^{;]*\brestricted\b/g)].map(([, name]) => name);
    const mapped: readonly string[] = Object.values(roleFunctions).flat();
    const entry = (name: string) => (name === 'upgradeToAndCall' ? '_authorizeUpgrade' : name);
    expect([...restricted].sort()).toEqual(mapped.map(entry).sort());
  });

  test('the table is that of the Solidity tests', async () => {
    const text = await source('test/support/VaultRoles.sol');
    const tables = [...text.matchAll(/function (\w+)Functions\(\)[^{]*\{(.*?)\n {4}\}/gs)].map(
      ([, role, body = '']) => [role, [...body.matchAll(/\.(\w+)\.selector/g)].map(([, name]) => name)],
    );
    expect(Object.fromEntries(tables)).toEqual(roleFunctions);
  });
});

describe('on the replica', () => {
  let world: CliWorld;
  beforeAll(async () => {
    world = await startCliWorld();
  });
  afterAll(() => world.stop());

  const managerAbi = parseAbi([
    'function canCall(address caller, address target, bytes4 selector) view returns (bool immediate, uint32 delay)',
  ]);

  async function access(caller: Address, name: string): Promise<readonly [boolean, number]> {
    const item = lstVaultAbi.find((entry) => entry.type === 'function' && entry.name === name);
    const selector = item?.type === 'function' ? toFunctionSelector(item) : toFunctionSelector(name);
    const { manager, vault } = world.deployment;
    const args = [caller, vault.address, selector] as const;
    return world.node.client.readContract({ address: manager.address, abi: managerAbi, functionName: 'canCall', args });
  }

  test('each part may do its own and no other’s', async () => {
    const { keeper, curator, guardian, deployer, stranger } = world.node.accounts;
    const never = [false, 0];
    const [twoDays, sevenDays] = [172_800, 604_800];
    expect(await access(keeper.address, 'rebalance')).toEqual([true, 0]);
    expect(await access(curator.address, 'raiseCap')).toEqual([false, twoDays]);
    expect(await access(curator.address, 'setOracle')).toEqual([false, twoDays]);
    expect(await access(curator.address, 'lowerCap')).toEqual([true, 0]);
    expect(await access(guardian.address, 'lowerCap')).toEqual([true, 0]);
    expect(await access(deployer.address, 'upgradeToAndCall(address,bytes)')).toEqual([false, sevenDays]);

    expect(await access(curator.address, 'raiseRiskCap')).toEqual([false, twoDays]);
    expect(await access(curator.address, 'acknowledgeLoss')).toEqual([false, twoDays]);
    for (const name of ['pause', 'isolate', 'revokeKeeper', 'lowerRiskCap']) {
      expect(await access(guardian.address, name)).toEqual([true, 0]);
      expect(await access(keeper.address, name)).toEqual(never);
    }
    for (const { address } of [curator, guardian, deployer, stranger])
      expect(await access(address, 'rebalance')).toEqual(never);
    for (const { address } of [keeper, guardian, deployer, stranger])
      expect(await access(address, 'raiseCap')).toEqual(never);
    for (const { address } of [keeper, curator, guardian, stranger]) {
      expect(await access(address, 'upgradeToAndCall(address,bytes)')).toEqual(never);
    }
  });

  test('the guardian cancels an upgrade that the owner has scheduled, and a stranger does not', async () => {
    const { client, accounts } = world.node;
    const { manager, vault, implementation } = world.deployment;
    const abi = (await readPackageArtifact('@openzeppelin/contracts', 'build/contracts/AccessManager.json')).abi;
    const upgrade = { functionName: 'upgradeToAndCall', args: [implementation.address, '0x'] } as const;
    const data = encodeFunctionData({ abi: lstVaultAbi, ...upgrade });
    const to = { address: manager.address, abi } as const;
    const schedule = { ...to, functionName: 'schedule', args: [vault.address, data, 0] };
    await client.writeContract({ ...schedule, account: accounts.deployer, chain: client.chain });
    const cancel = { ...to, functionName: 'cancel', args: [accounts.deployer.address, vault.address, data] };
    await expect(client.simulateContract({ ...cancel, account: accounts.stranger })).rejects.toThrow(
      /UnauthorizedCancel/,
    );
    await client.writeContract({ ...cancel, account: accounts.guardian, chain: client.chain });
    const operation = [accounts.deployer.address, vault.address, data];
    const id = await client.readContract({ ...to, functionName: 'hashOperation', args: operation });
    expect(await client.readContract({ ...to, functionName: 'getSchedule', args: [id] })).toBe(0);
  });

  test('the seed is burnt, and no approval is left', async () => {
    const { vault, asset, deployer } = world.deployment;
    const { client } = world.node;
    const dead = '0x000000000000000000000000000000000000dEaD';
    const balance = await client.readContract({
      address: vault.address,
      abi: erc20Abi,
      functionName: 'balanceOf',
      args: [dead],
    });
    expect(balance).toBe(10n ** 16n);
    const args = [deployer, vault.address] as const;
    expect(await client.readContract({ address: asset, abi: erc20Abi, functionName: 'allowance', args })).toBe(0n);
  });

  test('neither the vault nor any part of its code can be initialised again', async () => {
    const params = {
      asset: zeroAddress,
      name: '',
      symbol: '',
      authority: zeroAddress,
      oracle: zeroAddress,
      maxGainRateWad: 0n,
    };
    const terms = { capacityBps: 0, period: 0 };
    const fees = { recipient: zeroAddress, performanceBps: 0, managementBps: 0 };
    const times = { maxStaleness: 0, maxKeeperSilence: 0 };
    const rest = { ...times, riskUp: terms, riskDown: terms, fees, seedFrom: zeroAddress, seedAssets: 0n };
    const { vault, implementation, operations, governance } = world.deployment;
    for (const { address } of [vault, implementation, operations, governance]) {
      const call = { address, abi: lstVaultAbi, functionName: 'initialize', args: [{ ...params, ...rest }] } as const;
      await expect(world.node.client.simulateContract(call)).rejects.toThrow(/InvalidInitialization/);
    }
  });

  test('what is read back is compared: a difference is named', async () => {
    const { abi } = await readPackageArtifact('@openzeppelin/contracts', 'build/contracts/AccessManager.json');
    const { client, accounts } = world.node;
    const asked = { seedAssets: 10n ** 16n, capAssets: 10n ** 21n, holders: devHolders(world.node) };
    await expect(verifyDeployment(client, world.deployment, asked, abi)).resolves.toBeUndefined();
    const dearer = { ...asked, capAssets: 2n * 10n ** 21n };
    await expect(verifyDeployment(client, world.deployment, dearer, abi)).rejects.toThrow(
      /the cap of 0x\w+ is 1000000000000000000000, not 2000000000000000000000/,
    );
    const roles = [{ role: 'keeper' as const, account: accounts.stranger.address, delaySeconds: 0 }];
    await expect(verifyDeployment(client, { ...world.deployment, roles }, asked, abi)).rejects.toThrow(
      /the role keeper of 0x\w+ .* is false,0, not true,0/,
    );
    const { operations, oracle, sources, manager } = world.deployment;
    const foreign = [
      [{ operations: { ...operations, codeHash: manager.codeHash } }, /the hash of the code of operations is/],
      [{ governance: operations }, /whether the operations hand on to the governance is false, not true/],
      [{ queue: operations }, /whether the withdrawal queue serves this vault is false, not true/],
      [{ upkeep: operations }, /whether the rescue upkeep watches this vault is false, not true/],
      [{ router: operations }, /whether the router serves this vault is false, not true/],
      [{ oracle: { ...oracle, address: manager.address, codeHash: manager.codeHash } }, /the oracle is/],
      [{ sources: [...sources].reverse() }, /the source of par is/],
    ] as const;
    for (const [change, words] of foreign) {
      const record = { ...world.deployment, ...change };
      await expect(verifyDeployment(client, record, asked, abi)).rejects.toThrow(words);
    }
    const heir = { ...asked, holders: { ...asked.holders, owner: accounts.stranger.address } };
    await expect(verifyDeployment(client, world.deployment, heir, abi)).rejects.toThrow(/the recipient of fees is/);
  });

  test('an owner other than the deployer leaves the deployer no power', async () => {
    const { stranger, deployer } = world.node.accounts;
    const deployment = await deployOnReplica(world.node, { name: 'other', holders: { owner: stranger.address } });
    const abi = parseAbi([
      'function hasRole(uint64 roleId, address account) view returns (bool isMember, uint32 executionDelay)',
    ]);
    const hasRole = (account: Address) =>
      world.node.client.readContract({
        address: deployment.manager.address,
        abi,
        functionName: 'hasRole',
        args: [0n, account],
      });
    expect(await hasRole(stranger.address)).toEqual([true, 604_800]);
    expect(await hasRole(deployer.address)).toEqual([false, 0]);
  });

  test('a delay that nobody can wait for, a cap of nothing and a wrong address are refused before anything is sent', async () => {
    const before = await world.footprint();
    const deploy = (...args: string[]) => world.cli(['deploy', '--name', 'third', ...args]);
    expectRefusal(await deploy('--curator-delay', 'soon'), 2, /--curator-delay must be a whole number/);
    expectRefusal(await deploy('--cap', '0'), 2, /--cap is zero/);
    expectRefusal(await deploy('--owner', '0x12'), 2, /--owner must be an Ethereum address/);
    expect(await world.footprint()).toBe(before);
  });
});

test('a development node without the protocols is no place for a vault', async () => {
  const node = await startAnvil();
  try {
    const run = await runCli(['deploy', '--rpc', node.rpcUrl, '--data-dir', 'nowhere']);
    expectRefusal(run, 2, /does not carry wstETH at 0x7f39.*ballast replica/);
    expect(await node.client.getBlockNumber()).toBe(0n);
  } finally {
    await node.stop();
  }
});

import {
  getContractVersion,
  getErrors,
  getStorageLayout,
  makeNamespacedInput,
  type SolcInput,
  type StorageLayout,
  solcInputOutputDecoder,
  UpgradesError,
  validate,
  withValidationDefaults,
} from '@openzeppelin/upgrades-core';
import type { Sources } from '../toolchain/collectSources.ts';
import { compileStandardJson } from './compileStandardJson.ts';

/** The compiler that foundry.toml names, as upgrades-core wants to know it. */
const solcVersion = '0.8.30';

/** A contract and how it is used: `uups` where a proxy points at it, `transparent` where it cannot be upgraded to on its own. */
export interface UpgradeableName {
  /** For example `contracts/LstVault.sol:LstVault`. */
  readonly name: string;
  readonly kind: 'uups' | 'transparent';
}

/** An implementation behind the proxy, as OpenZeppelin's upgrades-core sees it. */
export interface Upgradeable {
  readonly name: string;
  readonly layout: StorageLayout;
  /** What its code does that an upgradeable contract must not do, and that the source does not allow by a comment. */
  readonly errors: readonly string[];
}

/**
 * Compiles contracts and reads their storage layout, ERC-7201 namespaces with the types of every field included, and whether their code is safe
 * behind a proxy.
 *
 * @param sources the contracts' files and all that they import
 * @throws KeeperError `stop` where they do not compile, UpgradesError where a namespace is declared wrongly
 */
export async function readUpgradeables(
  sources: Sources,
  contracts: readonly UpgradeableName[],
): Promise<Upgradeable[]> {
  const input: SolcInput = {
    language: 'Solidity',
    sources: { ...sources },
    settings: {
      evmVersion: 'cancun',
      outputSelection: {
        '*': {
          '*': ['abi', 'evm.bytecode', 'evm.deployedBytecode', 'evm.methodIdentifiers', 'storageLayout'],
          '': ['ast'],
        },
      },
    },
  } as SolcInput;
  const output = await compileStandardJson(input);
  const namespaced = await compileStandardJson(makeNamespacedInput(input, output, solcVersion));
  const run = validate(output, solcInputOutputDecoder(input, output), solcVersion, input, namespaced);
  return contracts.map(({ name, kind }) => {
    if (run[name] === undefined) throw new UpgradesError(`There is no contract ${name} in the sources.`);
    const version = getContractVersion(run, name);
    return {
      name,
      layout: withoutLines(getStorageLayout(run, version)),
      errors: getErrors(run, version, withValidationDefaults({ kind })).map(
        ({ kind: error, src }) => `${error} at ${src}`,
      ),
    };
  });
}

/** Lines move with every edit; the record shall change only where the storage does. */
function withoutLines(layout: StorageLayout): StorageLayout {
  return JSON.parse(JSON.stringify(layout, (key, value) => (key === 'src' ? String(value).split(':')[0] : value)));
}

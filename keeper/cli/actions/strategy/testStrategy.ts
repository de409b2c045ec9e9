import { prepareReplica } from '../../../../script/replica/prepareReplica.ts';
import { buildContracts } from '../../../../script/toolchain/buildContracts.ts';
import { runForge } from '../../../../script/toolchain/runForge.ts';
import { KeeperError } from '../../../core/errors.ts';
import type { Output } from '../../output/createOutput.ts';
import { knownStrategies } from './knownStrategies.ts';

/**
 * Runs the conformance suite on a strategy; what forge says of each test goes to standard error.
 *
 * @throws KeeperError `stop` where there is no such strategy, or where it does not conform
 */
export async function testStrategy(output: Output, name: string, flags: { readonly rpc?: string }): Promise<void> {
  const known = await knownStrategies();
  const strategy = known.find((one) => one.toLowerCase() === name.toLowerCase());
  if (strategy === undefined) {
    throw new KeeperError(
      `There is no test/strategy/${name}.t.sol. Known are ${known.join(', ')}; docs/STRATEGIES.md says how to add one.`,
      { kind: 'stop' },
    );
  }
  const rpcUrl = flags.rpc ?? process.env.MAINNET_RPC_URL;
  await buildContracts();
  if (rpcUrl === undefined) await prepareReplica();
  const where = rpcUrl === undefined ? 'the replica' : 'a fork of mainnet';
  output.note(`Testing ${strategy} on ${where} …`);
  const env = rpcUrl === undefined ? {} : { MAINNET_RPC_URL: rpcUrl };
  const exitCode = await runForge(['test', '--match-path', `test/strategy/${strategy}.t.sol`], env, 'stderr');
  if (exitCode !== 0) {
    throw new KeeperError(
      `${strategy} does not conform: see the tests that failed above, and docs/STRATEGIES.md for what each of them stands for.`,
      { kind: 'stop', facts: { strategy, exitCode } },
    );
  }
  output.result({ strategy, where, conforms: true }, `${strategy} conforms, on ${where}.`);
}

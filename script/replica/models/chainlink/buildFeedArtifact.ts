import { KeeperError } from '../../../../keeper/core/errors.ts';
import { compilePackage, type PackageArtifact } from '../../aave/compilePackage.ts';
import { packagePath } from '../../packages/packagePath.ts';

const contract = 'MockV3Aggregator';
const source = `chainlink/tests/${contract}.sol`;

/**
 * Compiles Chainlink's settable aggregator from its npm package, which ships the source alone. About 1 s the first time; later from
 * `.ballast/chainlink`.
 *
 * @throws KeeperError `stop` when the package is not installed
 */
export async function buildFeedArtifact(): Promise<PackageArtifact> {
  const artifacts = await compilePackage({
    name: 'chainlink',
    compiler: 'solc',
    evmVersion: 'cancun',
    optimizerRuns: 200,
    roots: [{ prefix: 'chainlink/', folder: packagePath('@chainlink/contracts', 'src/v0.8') }],
    contracts: { [contract]: source },
  });
  const artifact = artifacts[contract];
  if (artifact !== undefined) return artifact;
  throw new KeeperError(`${contract} was not compiled. Delete .ballast/chainlink and try again.`, { kind: 'stop' });
}

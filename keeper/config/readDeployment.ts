import { readFile } from 'node:fs/promises';
import { KeeperError } from '../core/errors.ts';
import { deploymentPath } from './deploymentPath.ts';
import { type Deployment, deploymentSchema } from './deploymentSchema.ts';

/**
 * Reads a deployment record.
 *
 * @returns undefined where there is none
 * @throws KeeperError `stop` for a file that is not a record, or one of another chain
 */
export async function readDeployment(dataDir: string, chainId: number, name: string): Promise<Deployment | undefined> {
  const path = deploymentPath(dataDir, chainId, name);
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw unusable(path, `cannot be read (${cause.code})`, cause);
  });
  if (text === undefined) return undefined;
  const parsed = deploymentSchema.safeParse(parseJson(text));
  if (!parsed.success) throw unusable(path, 'is not a deployment record', parsed.error);
  if (parsed.data.chainId !== chainId) throw unusable(path, `belongs to chain ${parsed.data.chainId}, not ${chainId}`);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    return cause;
  }
}

function unusable(path: string, why: string, cause?: unknown): KeeperError {
  return new KeeperError(
    `The deployment record ${path} ${why}. Delete it and run \`npx ballast deploy\`, or name the vault with --vault.`,
    {
      kind: 'stop',
      facts: { file: path },
      cause,
    },
  );
}

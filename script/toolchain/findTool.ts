import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, readFile, realpath } from 'node:fs/promises';
import { delimiter, dirname, join, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { KeeperError } from '../../keeper/core/errors.ts';
import { projectRoot } from './projectRoot.ts';

export type ToolName = 'forge' | 'anvil' | 'cast';

export interface Tool {
  readonly path: string;
  /** Three numbers, such as `1.7.1`. */
  readonly version: string;
  readonly origin: 'PATH' | 'npm';
}

const supportedVersion = /^1\.7\.\d+$/;

/**
 * Finds a native Foundry program: on PATH when its version is 1.7.x, else in the npm package of this platform.
 *
 * The npm packages without a platform in their name (`@foundry-rs/forge`) are passed over: their launcher exits with 0 even when the program
 * failed, so a red test would look green.
 *
 * @throws KeeperError `stop` when neither is there; it names the versions that were found.
 */
export async function findTool(name: ToolName, searchPath = process.env.PATH ?? ''): Promise<Tool> {
  const passedOver: string[] = [];
  for (const folder of searchPath.split(delimiter).filter((entry) => entry !== '')) {
    const tool = await inspect(resolve(folder, executable(name)), name);
    if (tool === undefined) continue;
    if (supportedVersion.test(tool.version)) return tool;
    passedOver.push(`${tool.version} in ${folder}`);
  }
  const packaged = await inspect(join(projectRoot, 'node_modules', packageName(name), 'bin', executable(name)), name);
  if (packaged !== undefined && supportedVersion.test(packaged.version)) return packaged;
  const found = passedOver.length === 0 ? 'none was found' : `found ${passedOver.join(', ')}`;
  throw new KeeperError(
    `${name} 1.7.x is needed and ${found}. Install it with \`foundryup --install v1.7.1\` (https://getfoundry.sh), or run ` +
      `\`npm install --no-save ${packageName(name)}@1.7.1\`.`,
    { kind: 'stop', facts: { tool: name, platform: process.platform, architecture: process.arch } },
  );
}

function packageName(name: ToolName): string {
  return `@foundry-rs/${name}-${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
}

function executable(name: ToolName): string {
  return process.platform === 'win32' ? `${name}.exe` : name;
}

async function inspect(candidate: string, name: ToolName): Promise<Tool | undefined> {
  const path = await access(candidate, constants.X_OK).then(
    () => realpath(candidate),
    () => undefined,
  );
  if (path === undefined) return undefined;
  const scope = `${sep}@foundry-rs${sep}`;
  if (!path.includes(scope)) return { path, version: await askVersion(path), origin: 'PATH' };
  if (!path.includes(`${scope}${packageName(name).split('/')[1]}${sep}`)) return undefined;
  // The package states the version of the program it carries; asking the program would cost every boot a process.
  const manifest: unknown = JSON.parse(await readFile(join(dirname(path), '../package.json'), 'utf8'));
  const { version } = manifest as { version: string };
  return { path, version, origin: 'npm' };
}

async function askVersion(path: string): Promise<string> {
  const answer = await promisify(execFile)(path, ['--version']).then(
    ({ stdout }) => stdout,
    (error: Error) => `unusable (${error.message.split('\n')[0]})`,
  );
  return /\d+\.\d+\.\d+/.exec(answer)?.[0] ?? answer.trim();
}

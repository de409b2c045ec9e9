import { findTool, type ToolName } from '../../../script/toolchain/findTool.ts';
import { readArtifact } from '../../../script/toolchain/readArtifact.ts';
import { type Check, check } from './check.ts';

const oldestNode = [20, 19] as const;

/** Node, the Foundry programs, and the compiled contracts. */
export async function checkTools(): Promise<readonly Check[]> {
  const tools: readonly ToolName[] = ['forge', 'anvil', 'cast'];
  const found = await Promise.all(tools.map((name) => check(name, () => checkTool(name))));
  const contracts = await check('contracts', async () => {
    await Promise.all(['LstVault', 'LstOracle', 'AaveV3Loop', 'VaultLens'].map((name) => readArtifact(name)));
    return { name: 'contracts', status: 'ok', message: 'compiled' };
  });
  return [checkNode(), ...found.flat(), ...contracts];
}

function checkNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const recent = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  const message = recent
    ? process.versions.node
    : `${process.versions.node} is too old. Install Node ${oldestNode.join('.')} or later.`;
  return { name: 'node', status: recent ? 'ok' : 'fail', message };
}

async function checkTool(name: ToolName): Promise<Check> {
  const { version, origin } = await findTool(name);
  return { name, status: 'ok', message: `${version} from ${origin === 'PATH' ? 'PATH' : 'the npm package'}` };
}

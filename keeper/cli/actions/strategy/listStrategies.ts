import type { Output } from '../../output/createOutput.ts';
import { knownStrategies } from './knownStrategies.ts';

/** Names the strategies that can be tested. */
export async function listStrategies(output: Output): Promise<void> {
  const strategies = await knownStrategies();
  output.result(
    { strategies },
    `${strategies.join('\n')}\n\nTest one of them with \`npx ballast strategy test <name>\`.`,
  );
}

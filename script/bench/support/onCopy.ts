import type { BenchVault } from './openVault.ts';

/** Runs something on the chain as it stands and undoes it, so that each contestant meets the same pool and the same rates. */
export async function onCopy<T>({ node: { client } }: Pick<BenchVault, 'node'>, run: () => Promise<T>): Promise<T> {
  const id = await client.snapshot();
  const result = await run();
  await client.revert({ id });
  return result;
}

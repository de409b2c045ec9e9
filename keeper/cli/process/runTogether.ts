/**
 * Runs tasks side by side until one of them ends, tells the others by their signal to end as well, and waits for all.
 *
 * @param signal raised from outside, it ends all of them
 * @throws what the first task that failed threw
 */
export async function runTogether(
  signal: AbortSignal,
  ...tasks: readonly ((signal: AbortSignal) => Promise<void>)[]
): Promise<void> {
  const ended = new AbortController();
  const either = AbortSignal.any([signal, ended.signal]);
  const results = await Promise.allSettled(tasks.map((task) => task(either).finally(() => ended.abort())));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

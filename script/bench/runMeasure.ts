import { toKeeperError } from '../../keeper/cli/output/toKeeperError.ts';
import { judge } from './judge.ts';
import type { Picked } from './pick.ts';
import type { Figure, Reading, Scope } from './types.ts';

/** How long an interrupted measure may take to end by itself. */
const graceMs = 8_000;

/**
 * Runs one measure and ends what it started, also where it fails or is interrupted. A failure is told and gives figures without a value, so that
 * the others are still measured.
 */
export async function runMeasure(
  { measure, figures }: Picked,
  note: (line: string) => void,
  signal: AbortSignal,
): Promise<readonly Figure[]> {
  const cleanups: (() => Promise<unknown>)[] = [];
  const names = figures.map(({ name }) => name).join(', ');
  const clean = (cleanup: () => Promise<unknown>) =>
    cleanup().catch((error: unknown) => note(`${names}: ${toKeeperError(error).shortMessage}`));
  const ended = new AbortController();
  const scope: Scope = {
    ...{ note, signal },
    // A measure that was given up still goes on to its next step, and what it starts there must end as well.
    defer: (cleanup) => void (ended.signal.aborted ? clean(cleanup) : cleanups.push(cleanup)),
  };
  try {
    const readings = await Promise.race([measure.take(scope), givenUp(signal, ended.signal)]);
    return figures.map((spec) => judge(spec, readings[spec.name]));
  } catch (error) {
    if (!signal.aborted) note(`${names}: not measured. ${toKeeperError(error).shortMessage}`);
    if (process.env.BALLAST_DEBUG === '1') console.error(error);
    return figures.map((spec) => judge(spec, undefined));
  } finally {
    ended.abort();
    for (const cleanup of cleanups.reverse()) await clean(cleanup);
  }
}

/** No readings, some time after the signal. */
async function givenUp(signal: AbortSignal, ended: AbortSignal): Promise<Readonly<Record<string, Reading>>> {
  if (!signal.aborted) {
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true, signal: ended }));
  }
  await new Promise((resolve) => setTimeout(resolve, graceMs));
  return {};
}

import { setTimeout } from 'node:timers/promises';

/** Waits, and returns early where the signal is raised. Never throws. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  const ended = await setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal }).then(
    () => undefined,
    (error: Error) => error,
  );
  if (ended !== undefined && ended.name !== 'AbortError') throw ended;
}

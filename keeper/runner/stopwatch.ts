import type { TickDurations } from '../record/types.ts';

type Step = Exclude<keyof TickDurations, 'total'>;

export type Stopwatch = {
  /** Runs a step and takes its time, also where it fails. */
  time<T>(step: Step, run: () => Promise<T>): Promise<T>;
  /** Milliseconds so far, to the hundredth. */
  read(): TickDurations;
};

/** Takes the time of a tick's steps. */
export function stopwatch(): Stopwatch {
  const start = performance.now();
  const steps: { [step in Step]?: number } = {};
  return {
    time: async (step, run) => {
      const begun = performance.now();
      try {
        return await run();
      } finally {
        steps[step] = since(begun);
      }
    },
    read: () => ({ ...steps, total: since(start) }),
  };
}

function since(begun: number): number {
  return Math.round((performance.now() - begun) * 100) / 100;
}

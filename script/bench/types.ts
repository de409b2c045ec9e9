export type Unit = 'gas' | 'ms' | 's' | 'bps' | 'calls';

/** What is measured, and what the figure must satisfy. */
export interface FigureSpec {
  /** Dotted, from the general to the particular. */
  readonly name: string;
  readonly unit: Unit;
  /** One line for people: what exactly was measured. */
  readonly about: string;
  /** The limit that the value must keep; null where none is set. */
  readonly goal: number | null;
  /** Whether it is claimed to be no worse than the rival. Judged only where there is no goal. */
  readonly claim?: 'notWorseThanRival';
  /** Which side of goal and rival is the good one; `less` when left out. */
  readonly better?: 'less' | 'more';
}

/** Somebody else's way of doing the same, measured in the same run. */
export interface Rival {
  readonly name: string;
  readonly value: number;
}

export interface Reading {
  readonly value: number;
  /** Null where no rival can be run here. */
  readonly rival: Rival | null;
}

/** A figure as it is printed. */
export interface Figure {
  readonly name: string;
  /** Null where the measure failed. */
  readonly value: number | null;
  readonly unit: Unit;
  readonly rival: Rival | null;
  readonly goal: number | null;
  readonly ok: boolean;
}

/** Where a measure leaves what must be ended after it, whatever happens. */
export interface Scope {
  /** Runs after the measure, the last one first. */
  defer(cleanup: () => Promise<unknown>): void;
  /** Raised when a person wants no more of it: the measure should fail soon, in an orderly way. */
  readonly signal: AbortSignal;
  /** A line for people about what is being done. */
  note(line: string): void;
}

/** One measurement that gives one or several figures. */
export interface Measure {
  readonly figures: readonly FigureSpec[];
  /** Takes a reading for each of the figures, by name. */
  take(scope: Scope): Promise<Readonly<Record<string, Reading>>>;
}

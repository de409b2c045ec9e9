import { KeeperError } from '../../keeper/core/errors.ts';
import type { FigureSpec, Measure } from './types.ts';

/** A measure with those of its figures that were asked for. */
export interface Picked {
  readonly measure: Measure;
  readonly figures: readonly FigureSpec[];
}

/**
 * The measures that give the figures asked for: each by its name, or a group by the beginning of its names (`gas`, `keeper.blockToSigned`).
 *
 * @param only nothing picks everything
 * @throws KeeperError `stop` for a name that no figure has
 */
export function pick(measures: readonly Measure[], only: readonly string[]): readonly Picked[] {
  const names = measures.flatMap(({ figures }) => figures.map(({ name }) => name));
  const unknown = only.find((wanted) => !names.some((name) => belongsTo(name, wanted)));
  if (unknown !== undefined) {
    throw new KeeperError(
      `No figure is called ${unknown}. \`npm run bench -- --list\` names them all; a group such as gas picks all that begin with it.`,
      { kind: 'stop', facts: { name: unknown } },
    );
  }
  const wanted = ({ name }: FigureSpec) => only.length === 0 || only.some((one) => belongsTo(name, one));
  return measures
    .map((measure) => ({ measure, figures: measure.figures.filter(wanted) }))
    .filter(({ figures }) => figures.length > 0);
}

function belongsTo(name: string, wanted: string): boolean {
  return name === wanted || name.startsWith(`${wanted}.`);
}

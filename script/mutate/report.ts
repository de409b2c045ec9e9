import { describeMutant } from './describeMutant.ts';
import type { Judged, Judgement } from './judge.ts';

/** A judgement in words: what survived, what the list need not hold, the kill rate by file and in all. */
export function report(judged: readonly Judged[], judgement: Judgement): string {
  const { counts, killRate, unlisted, needless } = judgement;
  const lines = unlisted.map((mutant) => `SURVIVED ${describeMutant(mutant)}`);
  for (const { id, file, before } of needless)
    lines.push(`Accepted and killed all the same: ${id} in ${file}: ${before}`);
  for (const file of [...new Set(judged.map(({ mutant }) => mutant.file))].sort()) {
    const of = judged.filter(({ mutant, kind }) => mutant.file === file && kind !== 'invalid');
    const dead = of.filter(({ kind }) => kind !== 'survived').length;
    if (of.length > 0) lines.push(`${file}: ${dead} of ${of.length} killed`);
  }
  lines.push(
    `${(killRate * 100).toFixed(1)} % killed: ${counts.killed} by a test, ${counts.timeout} by not ending; ${counts.survived} survived ` +
      `(${unlisted.length} without a reason on record); ${counts.invalid} did not compile and count for nothing.`,
  );
  return lines.join('\n');
}

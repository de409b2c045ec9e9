import { createOutput } from '../../keeper/cli/output/createOutput.ts';
import { reportError } from '../../keeper/cli/output/reportError.ts';
import { table } from '../../keeper/cli/output/table.ts';
import { onInterrupt } from '../../keeper/cli/process/onInterrupt.ts';
import { prepareReplica } from '../replica/prepareReplica.ts';
import { buildContracts, deployableFolders } from '../toolchain/buildContracts.ts';
import { figureLine } from './figureLine.ts';
import { figureTable } from './figureTable.ts';
import { measures } from './measures/all.ts';
import { parseArguments } from './parseArguments.ts';
import { type Picked, pick } from './pick.ts';
import { runMeasure } from './runMeasure.ts';
import type { Figure } from './types.ts';

const notHere =
  'start.once.first (a fresh clone to the first rebalance) is not measured here: it needs empty caches and an install.';

const interrupted = 130;

process.exitCode = await main(process.argv.slice(2));
// A measure that was given up may wait for what has been ended, for ever.
if (process.exitCode === interrupted) process.exit();

/** Exit code 0: all was measured, whatever the verdicts, which the figures carry; 1: something could not be; 2: wrong arguments. */
async function main(args: readonly string[]): Promise<number> {
  try {
    const { json, list, only } = parseArguments(args);
    const picked = pick(measures, only);
    if (list) return showList(picked);
    return await measureAll(picked, json);
  } catch (error) {
    return reportError(createOutput({}), error);
  }
}

function showList(picked: readonly Picked[]): number {
  const specs = picked.flatMap(({ figures }) => figures);
  const rows = specs.map(({ name, unit, goal, about }) => [name, unit, goal === null ? '–' : `${goal}`, about]);
  console.log(`${table(['figure', 'unit', 'goal', 'what'], rows)}\n\n${notHere}`);
  return 0;
}

async function measureAll(picked: readonly Picked[], json: boolean): Promise<number> {
  const note = (line: string) => void process.stderr.write(`${line}\n`);
  const interruption = onInterrupt();
  try {
    note('Compiling and preparing the replica …');
    await buildContracts([...deployableFolders, 'script/bench/rivals']);
    await prepareReplica();
    const figures: Figure[] = [];
    for (const one of picked) {
      if (interruption.signal.aborted) return interrupted;
      note(`Measuring ${one.figures.map(({ name }) => name).join(', ')} …`);
      const taken = await runMeasure(one, note, interruption.signal);
      if (interruption.signal.aborted) return interrupted;
      figures.push(...taken);
      if (json) for (const figure of taken) console.log(figureLine(figure));
    }
    if (!json) console.log(`\n${figureTable(figures)}\n\nRatio: value ÷ rival. ${notHere}`);
    return figures.some(({ value }) => value === null) ? 1 : 0;
  } finally {
    interruption.dispose();
  }
}

import { type Command, Option } from '@commander-js/extra-typings';
import { z } from 'zod';
import { scenarios } from '../../../script/replica/scenarios/all.ts';
import { createOutput } from '../output/createOutput.ts';
import { withNode } from './commandOptions.ts';

/** Adds a command for each scenario, with a flag for each field of its schema. */
export function addScenarios<Args extends unknown[]>(parent: Command<Args>): void {
  for (const scenario of scenarios) {
    const command = withNode(parent.command(scenario.name)).summary(scenario.summary).description(scenario.summary);
    const fields = Object.entries(scenario.options.shape);
    for (const [key, schema] of fields) command.addOption(fieldOption(key, schema));
    command.action(async () => {
      const { runScenario } = await import('../actions/runScenario.ts');
      // `ballast scenario --json --rpc URL discount` means the same.
      const flags = command.optsWithGlobals();
      const given = Object.entries(flags).filter(([key]) => fields.some(([field]) => field === key));
      await runScenario(createOutput(flags), scenario, Object.fromEntries(given), flags);
    });
  }
}

/** The flag of one field: `--discount-bps <value>`, or without a value where the field is yes or no. */
function fieldOption(key: string, schema: z.core.$ZodType): Option {
  const flag = `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const { description } = schema instanceof z.ZodType ? schema : {};
  return new Option(isBoolean(schema) ? flag : `${flag} <value>`, description);
}

function isBoolean(schema: z.core.$ZodType): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return isBoolean(schema.unwrap());
  return schema instanceof z.ZodBoolean;
}

import { z } from 'zod';
import { addressSchema } from './addressSchema.ts';
import { policySchema } from './policySchema.ts';
import { databaseUrlSchema, rpcUrlSchema } from './urlSchemas.ts';

const noPassword = (url: string) => URL.canParse(url) && new URL(url).password === '';

/** The configuration file, ballast.toml. Every key is optional; an unknown one is an error. It holds no secret. */
export const configSchema = z.strictObject({
  network: z
    .strictObject({
      rpcUrl: rpcUrlSchema
        .refine(noPassword, { error: 'must not carry a password; set BALLAST_RPC_URL in the environment instead' })
        .optional()
        .describe('JSON-RPC endpoint of the node. Default http://127.0.0.1:8545, where `npx ballast replica` listens.'),
      chainId: z
        .int({ error: 'must be a whole number' })
        .positive({ error: 'must be above zero' })
        .optional()
        .describe('Chain id that the node must report. Default 1.'),
    })
    .optional()
    .describe('The node that everything is read from and sent to.'),
  vault: z
    .strictObject({
      address: addressSchema.optional().describe('The vault. Default: the one in the deployment record.'),
      name: z
        .string()
        .regex(/^[a-z0-9-]+$/, { error: 'must consist of small letters, digits and hyphens' })
        .optional()
        .describe('Name of the deployment record, <dataDir>/deployments/<chainId>-<name>.json. Default wsteth.'),
    })
    .optional()
    .describe('Which vault is meant.'),
  keeper: z
    .strictObject({
      dataDir: z
        .string()
        .min(1, { error: 'must not be empty' })
        .optional()
        .describe('Folder of the deployment records and the journal, relative to this file. Default ./.ballast.'),
      databaseUrl: databaseUrlSchema
        .refine(noPassword, { error: 'must not carry a password; set BALLAST_DATABASE_URL in the environment instead' })
        .optional()
        .describe('Postgres server for the journal. Default: the embedded one, with its files in dataDir.'),
      intervalSeconds: z
        .int({ error: 'must be a whole number of seconds' })
        .min(1, { error: 'must be at least 1 second' })
        .max(3600, { error: 'must be at most 3600 seconds' })
        .optional()
        .describe('Shortest time between two ticks in seconds, 1 to 3600. Default 12, a block.'),
    })
    .optional()
    .describe('How the keeper runs.'),
  policy: policySchema.optional().describe('What the keeper may decide. Fields left out have their default.'),
});

export type Config = z.output<typeof configSchema>;

import type { Hash } from 'viem';
import { z } from 'zod';
import { addressSchema } from './addressSchema.ts';

const hashSchema = z
  .string()
  .regex(/^0x[0-9a-f]{64}$/)
  .transform((text) => text as Hash);

const contractSchema = z.strictObject({ address: addressSchema, codeHash: hashSchema });

/** What `ballast deploy` writes down, so that no other command has to be told an address. Holds addresses, code hashes and settings only. */
export const deploymentSchema = z.strictObject({
  name: z.string(),
  chainId: z.number(),
  /** Whether the node said that it is a development node. */
  replica: z.boolean(),
  genesisHash: hashSchema,
  /** Block of the last transaction of the deployment. */
  blockNumber: z.string().regex(/^\d+$/),
  blockHash: hashSchema,
  deployer: addressSchema,
  asset: addressSchema,
  vault: contractSchema,
  /** The vault's code in its three parts, each of which hands on to the next what it does not know. */
  implementation: contractSchema,
  operations: contractSchema,
  governance: contractSchema,
  /** Ways in and out with other tokens; it has no power over the vault. */
  router: contractSchema,
  /** Where shares wait that the vault cannot pay yet; it has no power over the vault. */
  queue: contractSchema,
  /** Tells networks of keepers when a rescue is due; it has no power over the vault. */
  upkeep: contractSchema,
  manager: contractSchema,
  oracle: contractSchema,
  /** Rate sources of the oracle. */
  sources: z.array(z.strictObject({ name: z.string(), ...contractSchema.shape })),
  strategies: z.array(z.strictObject({ name: z.string(), ...contractSchema.shape })),
  /** Who got which role. */
  roles: z.array(
    z.strictObject({
      role: z.enum(['owner', 'curator', 'keeper', 'guardian', 'upgrader']),
      account: addressSchema,
      /** How long the holder must wait between announcing and acting. */
      delaySeconds: z.number(),
    }),
  ),
});

/** A deployment record. */
export type Deployment = z.output<typeof deploymentSchema>;

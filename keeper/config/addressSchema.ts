import { type Address, getAddress, isAddress } from 'viem';
import { z } from 'zod';

/** An Ethereum address as text; the output carries the checksum. */
export const addressSchema = z
  .string()
  .refine((text) => isAddress(text), {
    error: 'must be an Ethereum address: 0x and 40 hexadecimal digits (with the right checksum if in mixed case)',
  })
  .transform((text): Address => getAddress(text));

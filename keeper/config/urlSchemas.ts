import { z } from 'zod';

/** Where a JSON-RPC node answers. */
export const rpcUrlSchema = z.url({
  protocol: /^https?$/,
  error: 'must be a URL that begins with http:// or https://',
});

/** A Postgres server and database. */
export const databaseUrlSchema = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must be a URL that begins with postgres:// or postgresql://',
});

import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds foundry.toml and package.json, wherever the caller's working directory is. */
export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

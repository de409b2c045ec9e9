#!/usr/bin/env node
import { register } from 'tsx/esm/api';

// The sources are TypeScript and run as they are, from any working directory.
register({ tsconfig: false });
const { main } = await import('./main.ts');
await main(process.argv.slice(2));

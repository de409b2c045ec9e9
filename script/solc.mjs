#!/usr/bin/env node
// Gives forge a `solc` program without a native compiler: forge only asks for the version and for standard JSON.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

// A root other than the project's own compiler is named by the package that a foreign protocol needs (see foundry profiles).
const solc = require(process.env.BALLAST_SOLC_PACKAGE ?? 'solc');

if (process.argv.includes('--version')) {
  const version = solc.version().replace('.Emscripten.clang', '.Linux.g++');
  console.log(`solc, the solidity compiler commandline interface\nVersion: ${version}`);
} else {
  process.stdout.write(solc.compile(readFileSync(0, 'utf8')));
}

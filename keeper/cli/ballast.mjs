#!/usr/bin/env node
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`ballast: Node ${process.versions.node} is too old. Install Node 20.19 or later.\n`);
  process.exit(2);
}

// The sources are TypeScript and run as they are, from any working directory.
const { register } = await import('tsx/esm/api');
register({ tsconfig: false });
const { main } = await import('./main.ts');
await main(process.argv.slice(2));

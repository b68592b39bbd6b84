#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { buildIfStale } from './build.mjs';

// What a message leaves behind is collected from one megabyte, not from up to forty: that is as fast, and keeps 30 MB free.
setFlagsFromString('--semi-space-growth-factor=1');

try {
  // A published package brings its build and no sources.
  if (existsSync(new URL('../src/main.ts', import.meta.url))) buildIfStale();
  const { main } = await import('../dist/src/main.js');
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

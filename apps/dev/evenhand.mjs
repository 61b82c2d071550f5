#!/usr/bin/env node
// The `evenhand` command: builds what it needs, then runs the command line from dist in this same process.
import { build } from './build.mjs';
import { onOwnNode } from './runtime.mjs';

await onOwnNode();
if (build()) await import('../../dist/apps/cli/main.js');
else process.exit(70);

// `npm start`: installs and builds what is missing, then is the service: signals and exit code are its own.
import { build } from './build.mjs';
import { install } from './install.mjs';
import { onOwnNode } from './runtime.mjs';

if (!install()) process.exit(1);
await onOwnNode();
if (!build()) process.exit(1);
await import('../../dist/apps/service/main.js');

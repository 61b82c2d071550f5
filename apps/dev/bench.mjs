// `npm run bench`: builds what it needs, then measures. `npm run bench -- --help` tells the settings.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.mjs';
import { environment, onOwnNode, root } from './runtime.mjs';

await onOwnNode();
if (!build()) process.exit(1);
const hook = join(root, 'test', 'support', 'from-source.mjs');
const words = [
  '--conditions=source',
  '--import',
  hook,
  join(root, 'test', 'bench', 'main.ts'),
  ...process.argv.slice(2),
];
const child = spawn(process.execPath, words, { cwd: root, stdio: 'inherit', env: environment() });
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});

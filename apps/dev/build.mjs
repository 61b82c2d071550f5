// Compiles apps and libs into dist when a source is newer than the last build; safe when several processes ask at once.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { alone } from './lock.mjs';
import { narrate } from './narrate.mjs';
import { root } from './runtime.mjs';

const require = createRequire(import.meta.url);
const stamp = join(root, 'dist', '.built');
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const packs = join('libs', 'protocol', 'packs');

const mtime = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const packaged = [
  packs,
  join('libs', 'pages', 'templates'),
  join('libs', 'pages', 'assets'),
  join('apps', 'service', 'pages', 'templates'),
];
const isCompiled = (name) => /\.(ts|yaml|njk|css|js|svg)$/.test(name) && !name.endsWith('.spec.ts');

/** The last change below a folder, 0 where there is none; the folder's own time tells of files deleted or renamed. */
function newest(folder) {
  let latest = mtime(folder);
  if (latest === 0) return 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) latest = Math.max(latest, newest(join(folder, entry.name)));
    else if (isCompiled(entry.name)) latest = Math.max(latest, mtime(join(folder, entry.name)));
  }
  return latest;
}

/** False after `npm ci --omit=dev`, which may leave a compiler there for others but no types. */
function canCompile() {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const needed = Object.keys(devDependencies).filter((name) => name.startsWith('@types/'));
  return existsSync(compiler) && needed.every((name) => existsSync(join(root, 'node_modules', name)));
}

/**
 * True when dist was built after the last change of any source, or cannot be rebuilt because development packages are
 * missing.
 */
export function isFresh() {
  const built = mtime(stamp);
  if (built === 0) return false;
  const settings = ['tsconfig.json', 'tsconfig.build.json'].map((name) => mtime(join(root, name)));
  if (built > Math.max(...settings, newest(join(root, 'apps')), newest(join(root, 'libs')))) return true;
  return !canCompile();
}

function removeLeftovers() {
  for (const name of readdirSync(root)) {
    if (name.startsWith('dist.')) rmSync(join(root, name), { recursive: true, force: true });
  }
}

/** Bundles the command line: a process that lives a tenth of a second spends most of it on finding and reading files. */
function bundle(out) {
  // Not imported above: a run that builds nothing loads nothing of it.
  const { buildSync } = require('esbuild');
  const commandLine = join('apps', 'cli');
  rmSync(join(out, commandLine), { recursive: true });
  buildSync({
    absWorkingDir: root,
    entryPoints: [join(commandLine, 'main.ts')],
    outdir: join(out, commandLine),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    // From the sources: `#lib` leads to the last build otherwise.
    conditions: ['source'],
    keepNames: true,
    chunkNames: '[hash]',
    logLevel: 'error',
  });
  // The bundle looks for the packs beside itself, as every module does.
  cpSync(join(root, packs), join(out, commandLine, 'packs'), { recursive: true });
}

function compile() {
  removeLeftovers();
  const startedAt = new Date();
  const out = join(root, `dist.${process.pid}`);
  const run = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--outDir', out], {
    cwd: root,
    encoding: 'utf8',
  });
  if (run.status !== 0) {
    rmSync(out, { recursive: true, force: true });
    process.stderr.write(`${run.stdout}${run.stderr}Evenhand does not compile: see above.\n`);
    return false;
  }
  for (const folder of packaged.filter((one) => existsSync(join(root, one)))) {
    cpSync(join(root, folder), join(out, folder), { recursive: true });
  }
  bundle(out);
  writeFileSync(join(out, '.built'), '');
  // A source saved while the compiler ran must count as newer than this build.
  utimesSync(join(out, '.built'), startedAt, startedAt);
  if (existsSync(join(root, 'dist'))) renameSync(join(root, 'dist'), join(root, `dist.old.${process.pid}`));
  renameSync(out, join(root, 'dist'));
  removeLeftovers();
  return true;
}

/** Builds if needed, and says so if asked to; returns whether dist is usable. */
export function build({ narrates = false } = {}) {
  if (isFresh()) return true;
  if (!canCompile()) {
    process.stderr.write(
      'Nothing is built: the development packages are not installed. Run npm ci, or bring a built dist.\n',
    );
    // `npm ci --omit=dev` prepares a folder that gets its dist from elsewhere.
    return process.env.npm_lifecycle_event === 'prepare';
  }
  const step = narrates ? () => narrate('Building Evenhand (tsc): some twenty seconds', compile) : compile;
  return alone(join(root, '.lock-build'), () => isFresh() || step());
}

if (process.argv[1] === import.meta.filename && !build()) process.exit(1);

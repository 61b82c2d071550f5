import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Tree, linkPackages, plantTree, root } from './planted.js';

/** A tool that has not ended by then is killed, and its test fails: one that starts itself would go on for ever. */
const LONGEST_MS = 120_000;

const checks = ['lint', 'types', 'build', 'knip', 'boundaries', 'format'];

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A small project with our tools and packages, and these sources. */
function project(files: Tree): string {
  const folder = plantTree(files);
  folders.push(folder);
  for (const room of ['apps', 'libs/protocol/packs', 'test']) mkdirSync(join(folder, room), { recursive: true });
  for (const name of ['jest.config.js', 'tsconfig.build.json']) copyFileSync(join(root, name), join(folder, name));
  cpSync(join(root, 'apps/dev'), join(folder, 'apps/dev'), { recursive: true });
  linkPackages(folder);
  return folder;
}

/** A project whose service is built already. */
function built(main: string): string {
  const folder = project({ 'dist/apps/service/main.js': main });
  const stamp = join(folder, 'dist', '.built');
  writeFileSync(stamp, '');
  const later = new Date(Date.now() + 60_000);
  utimesSync(stamp, later, later);
  return folder;
}

const tool = (
  folder: string,
  name: string,
  ...args: string[]
): ReturnType<typeof spawnSync> & { stdout: string; stderr: string } =>
  spawnSync(process.execPath, [join(folder, 'apps/dev', `${name}.mjs`), ...args], {
    cwd: folder,
    encoding: 'utf8',
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  });

const spec = (body: string): string =>
  `import { expect, it } from '@jest/globals';\nimport { notRun } from './not-run.js';\n${body}\nexport const used = [expect, it, notRun];`;
const specs: Tree = {
  'test/not-run.ts': readFileSync(join(root, 'test/support/not-run.ts'), 'utf8'),
  'test/right.spec.ts': spec(
    "it('holds', () => { expect(1).toBe(1); });\nit('holds too', () => { expect(2).toBe(2); });",
  ),
  'test/wrong.spec.ts': spec("it('holds not', () => { expect(1).toBe(2); });"),
  'test/later.spec.ts': spec(['it', "skip('comes later', () => { expect(1).toBe(1); });"].join('.')),
  'test/away.spec.ts': spec("it('speaks to a server', () => { notRun('a server', 'none is there'); });"),
  'test/broken.spec.ts': "import './gone.js';",
};

describe('npm test -- path', () => {
  const lastLines = (folder: string, ...paths: string[]): { status: number | null; lines: string[] } => {
    const { status, stdout } = tool(folder, 'test', ...paths);
    return { status, lines: stdout.trimEnd().split('\n').slice(-3) };
  };

  it('counts what passed', () => {
    expect(lastLines(project(specs), 'test/right')).toEqual({ status: 0, lines: ['NOT RUN: 0', '2 passed, 0 failed'] });
  });

  it('says what could not run, and counts it neither way', () => {
    const lines = ['not run: a server: none is there', 'NOT RUN: 1', '2 passed, 0 failed'];
    expect(lastLines(project(specs), 'test/right', 'test/away')).toEqual({ status: 0, lines });
  });

  it('fails for a wrong, a skipped and an unreadable test alike', () => {
    expect(lastLines(project(specs), 'test/wrong', 'test/later', 'test/broken')).toMatchObject({
      status: 1,
      lines: ['NOT RUN: 0', '0 passed, 3 failed'],
    });
  });

  it('runs every check first if no path is given, and none of our tools as a test', () => {
    const { status, stdout } = tool(project(specs), 'test');
    expect(status).toBe(1);
    for (const name of checks) expect(stdout).toMatch(new RegExp(`^(ok    |FAILED) ${name} `, 'm'));
    const failed = stdout.match(/^FAILED /gm)?.length ?? 0;
    expect(stdout).toMatch(new RegExp(`^NOT RUN: 1\n\\d+ passed, ${failed + 3} failed\n$`, 'm'));
  });

  it('refuses to run inside a test run of the same project', () => {
    const folder = project({
      ...specs,
      'test/again.spec.ts': spec(
        `import { spawnSync } from 'node:child_process';
         it('ends', () => {
           const { status, stderr } = spawnSync(process.execPath, ['apps/dev/test.mjs'], { encoding: 'utf8' });
           expect([status, stderr]).toEqual([1, 'npm test runs in this folder already, and started itself.\\n']);
         });`,
      ),
    });
    expect(lastLines(folder, 'test/again')).toEqual({ status: 0, lines: ['NOT RUN: 0', '1 passed, 0 failed'] });
  });

  it('fails if there is no test', () => {
    expect(lastLines(project(specs), 'test/nothing')).toEqual({
      status: 1,
      lines: ['NOT RUN: 0', '0 passed, 1 failed'],
    });
  });
});

describe('the build', () => {
  it('compiles the sources and takes the packs along', () => {
    const folder = project({
      'apps/cli/main.ts': "process.stdout.write('built');",
      'libs/protocol/packs/one.yaml': 'id: one',
    });
    expect(tool(folder, 'evenhand')).toMatchObject({ status: 0, stdout: 'built', stderr: '' });
    expect(existsSync(join(folder, 'dist/libs/protocol/packs/one.yaml'))).toBe(true);
  });

  it('builds again when a source is newer, and says where one does not compile', () => {
    const folder = project({ 'apps/cli/main.ts': "process.stdout.write('first');" });
    expect(tool(folder, 'evenhand').stdout).toBe('first');
    writeFileSync(join(folder, 'apps/cli/main.ts'), "process.stdout.write('second');");
    expect(tool(folder, 'evenhand').stdout).toBe('second');
    writeFileSync(join(folder, 'apps/cli/main.ts'), 'export const wrong: string = 1;');
    expect(tool(folder, 'evenhand')).toMatchObject({
      status: 70,
      stdout: '',
      stderr: expect.stringContaining('apps/cli/main.ts(1,14)'),
    });
  });

  it('takes over from a build that was killed', () => {
    const folder = project({ 'apps/cli/main.ts': "process.stdout.write('built');" });
    const { pid } = spawnSync(process.execPath, ['-e', '0']);
    writeFileSync(join(folder, '.lock-build'), String(pid));
    expect(tool(folder, 'evenhand').stdout).toBe('built');
    expect(existsSync(join(folder, '.lock-build'))).toBe(false);
  });
});

describe('npm start', () => {
  const main = `
    process.on('SIGTERM', () => process.exit(3));
    process.on('SIGINT', () => process.exit(4));
    setInterval(() => {}, 1000);
    process.stdout.write('ready');`;
  const started = async (child: ChildProcess): Promise<void> => {
    await new Promise((resolve, reject) => {
      child.stdout?.once('data', resolve);
      child.once('exit', reject);
    });
  };
  const ended = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('exit', resolve));

  it.each([
    ['SIGTERM', 3],
    ['SIGINT', 4],
  ] as const)('hands %s to the service and its exit code back', async (signal, code) => {
    const folder = built(main);
    const child = spawn('npm', ['start', '--silent'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    await started(child);
    child.kill(signal);
    expect(await ended(child)).toBe(code);
  });

  it('prints what it does while it installs and builds', () => {
    const folder = project({ 'apps/service/main.ts': "process.stdout.write('served');", 'apps/cli/main.ts': '' });
    expect(tool(folder, 'start')).toMatchObject({
      status: 0,
      stdout: 'served',
      stderr: expect.stringMatching(/^Building Evenhand .*\n(?:Still at it after \d+ s\n)*Done in \d+ s\n$/),
    });
    const source = `
      import { narrate } from './apps/dev/narrate.mjs';
      const step = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000);
      process.stdout.write(narrate('Installing', step, { tick: 100 }));`;
    const ran = spawnSync(process.execPath, ['--input-type=module', '-e', source], { cwd: folder, encoding: 'utf8' });
    expect(ran).toMatchObject({
      stdout: 'timed-out',
      stderr: expect.stringMatching(/^Installing\nStill at it after /),
    });
  });

  it('helps with --help, and takes nothing else', () => {
    const folder = built("process.stdout.write('served');");
    const npmStart = (...args: string[]): ReturnType<typeof spawnSync> =>
      spawnSync('npm', ['start', '--silent', '--', ...args], { cwd: folder, encoding: 'utf8' });
    expect(npmStart('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('EVENHAND_PORT') });
    expect(npmStart('--port', '80')).toMatchObject({
      status: 64,
      stdout: '',
      stderr: expect.stringContaining('npm start -- --help'),
    });
  });
});

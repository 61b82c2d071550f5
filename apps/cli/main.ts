import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { helpOf } from './command.js';
import { commands, loadTables } from './commands.js';
import { EXIT, type ExitCode, Stop } from './outcome.js';
import { write } from './output.js';

const ENDING = `evenhand COMMAND --help says more about one; evenhand --version says which this is.

Exit codes: 0 done; 1 a check found something; 2 wrong call; 3 bad input; 4 not found;
5 ledger locked, full or not to be opened; 70 our own fault, with a reference.
`;

async function help(): Promise<string> {
  const tables = await loadTables();
  const longest = Math.max(...tables.map(({ name }) => name.length));
  const lines = tables.map(({ name, brief }) => `  ${name.padEnd(longest)}  ${brief}`);
  return `evenhand COMMAND [options]\n\n${lines.join('\n')}\n\n${ENDING}`;
}

function version(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly version: string };
  return manifest.version;
}

async function run([name = '', ...args]: readonly string[]): Promise<void> {
  if (name === '--version') write(`evenhand ${version()}\n`);
  else if (['--help', '-h', 'help'].includes(name)) write(await help());
  else await runCommand(name, args);
}

async function runCommand(name: string, args: readonly string[]): Promise<void> {
  const load = commands.get(name);
  if (load === undefined)
    throw new Stop(EXIT.usage, name === '' ? 'a command is missing' : `there is no command ${name}`);
  const command = await load();
  if (args.includes('--help') || args.includes('-h')) write(helpOf(command.table));
  else await command.run(args, loadTables);
}

/** A period that ends in a year without known bank holidays is an error of the input, never a guess (readings 1.4). */
function isBeyondCalendar(error: unknown): error is Error {
  return error instanceof Error && error.name === 'CalendarHorizonError';
}

function report(error: unknown, name: string | undefined): ExitCode {
  if (isBeyondCalendar(error)) return report(new Stop(EXIT.badInput, error.message), name);
  if (!(error instanceof Stop)) return reportFault(error);
  const known = name !== undefined && commands.has(name) ? `evenhand ${name}` : 'evenhand';
  const hint = error.exitCode === EXIT.usage ? `; try ${known} --help` : '';
  const lines = [...error.details, `evenhand: ${error.message}${hint}`];
  process.stderr.write(`${lines.map((line) => line.replace(/[\r\n]+/g, ' ')).join('\n')}\n`);
  return error.exitCode;
}

/** The same fault has the same reference everywhere, so that two reports of it can be matched. */
function reportFault(error: unknown): ExitCode {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const reference = hash('sha256', stack.replace(/\(?\S*[\\/]/g, '')).slice(0, 8);
  const more = process.env['EVENHAND_DEBUG'] === undefined ? '; EVENHAND_DEBUG=1 shows where' : `\n${stack}`;
  process.stderr.write(
    `evenhand: a fault of the program, reference ${reference}: ${message.split('\n')[0] ?? ''}${more}\n`,
  );
  return EXIT.fault;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that stops early, such as head, is not an error.
  process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.fault);
});

// The cache is beside the code, never in a folder that others may write, because its content is run. If it cannot be written,
// there is none.
if (import.meta.filename.endsWith('.js')) enableCompileCache(join(import.meta.dirname, '..', '..', '.compiled'));

const args = process.argv.slice(2);
try {
  await run(args);
} catch (error) {
  process.exitCode = report(error, args[0]);
}

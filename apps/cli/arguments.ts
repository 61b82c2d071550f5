import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type Viewer, VIEWER_RIGHT, parseViewer } from '#lib/council/index.js';
import { type Instant, parseInstant } from '#lib/kernel/index.js';
import type { CommandTable } from './command.js';
import { EXIT, Stop } from './outcome.js';

/** The parsed arguments of a command. */
export interface Asked {
  readonly positionals: readonly string[];
  /** The text of an option; undefined if it is missing. */
  text(name: string): string | undefined;
  /** The text of a required option. */
  needed(name: string): string;
  flag(name: string): boolean;
}

/** A mistake in the call of a command. */
export function misuse(message: string): Stop {
  return new Stop(EXIT.usage, message);
}

/** Reads the arguments of a command by its own table: options that take text, flags, and the names of what must follow. */
export function ask(args: readonly string[], known: Pick<CommandTable, 'options' | 'operands'>): Asked {
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const { name, takes } of known.options) options[name] = { type: takes === undefined ? 'boolean' : 'string' };
  const { values, positionals } = parse([...args], options);
  checkOperands(positionals, known.operands);
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const needed = (name: string): string => {
    const value = text(name);
    if (value === undefined || value === '') throw misuse(`--${name} is missing`);
    return value;
  };
  return { positionals, text, needed, flag: (name) => values[name] === true };
}

function parse(args: string[], options: NonNullable<ParseArgsConfig['options']>) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    const { code, message } = error as { code?: unknown; message: string };
    if (typeof code !== 'string' || !code.startsWith('ERR_PARSE_ARGS')) throw error;
    throw misuse(message.split('. ')[0]?.split('\n')[0] ?? message);
  }
}

function checkOperands(given: readonly string[], wanted: CommandTable['operands']): void {
  const missing = wanted[given.length];
  if (missing !== undefined && missing.optional !== true) throw misuse(`${missing.name} is missing`);
  const surplus = given[wanted.length];
  if (surplus !== undefined) throw misuse(`${surplus} is one argument too many`);
}

/** The instant of an option; a date without a time is its last instant, or its first with `edge` start (readings 1.3). */
export function instantOf(asked: Asked, name: string, edge: 'start' | 'end' = 'end'): Instant | undefined {
  const text = asked.text(name);
  if (text === undefined) return undefined;
  const instant = parseInstant(text, edge);
  if (instant === null)
    throw misuse(`--${name} is not a possible time: ${text} (right: such as 2026-03-06T15:00 or 2026-03-06)`);
  return instant;
}

/** The viewer; null, who sees everything, if the option is absent. */
export function viewerOf(asked: Asked): Viewer | null {
  const text = asked.text('viewer');
  if (text === undefined) return null;
  const viewer = parseViewer(text);
  if (viewer === null) throw misuse(`--viewer takes ${VIEWER_RIGHT}`);
  return viewer;
}

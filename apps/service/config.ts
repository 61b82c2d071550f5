import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { type Problem, type Result, accepted, refused } from '#lib/kernel/index.js';
import { doubtsOf } from './doubts.js';
import { misspeltNames } from './misspelt.js';
import { Config, NAMES, type Setting } from './settings.js';

export { Config } from './settings.js';

type Environment = Readonly<Record<string, string | undefined>>;

// Number('') would be 0, which means any port.
const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));
/** OpenTelemetry treats an empty variable as unset. */
const isUnset = (name: string, text: string): boolean => name.startsWith('OTEL_') && text === '';
const listOf = (text: string): string[] => text.split(',').map((part) => part.trim().toLowerCase());

const readers: Readonly<Partial<Record<Setting, (text: string) => unknown>>> = {
  port: numberOf,
  minFreeMb: numberOf,
  names: listOf,
  insecureStoreReason: (text) => text.trim(),
};

/** Reads the variables of `NAMES`. Refuses with every wrong, misspelt or doubtful one. No message holds a value. */
export function readConfig(environment: Environment): Result<Config, 'config_invalid'> {
  const given: Record<string, unknown> = {};
  for (const [setting, name] of Object.entries(NAMES) as [Setting, string][]) {
    const text = environment[name];
    if (text !== undefined && !isUnset(name, text)) given[setting] = readers[setting]?.(text) ?? text;
  }
  const config = plainToInstance(Config, given);
  const wrong = validateSync(config, { stopAtFirstError: true }).map(problemOf);
  const problems = [...wrong, ...doubtsOf(config).filter(({ at }) => wrong.every((other) => other.at !== at))];
  problems.push(...misspeltNames(Object.keys(environment)));
  return problems.length === 0 ? accepted(config) : refused('config_invalid', problems);
}

type ValidationProblem = ReturnType<typeof validateSync>[number];

function problemOf({ property, constraints = {}, contexts = {} }: ValidationProblem): Problem {
  const [[name, message] = ['', '']] = Object.entries(constraints);
  const context = contexts[name] as { right: string } | undefined;
  return { at: NAMES[property as Setting], wrong: message, right: context?.right ?? '' };
}

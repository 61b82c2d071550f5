import {
  type DescribedEntry,
  type DescribedEvent,
  type DescribedField,
  describedCommands,
  describedEvents,
} from '#lib/catalogue/described.js';
import { mostAlike, nearestName } from '#lib/kernel/index.js';
import { ask } from './arguments.js';
import { type CommandTable, wrapText } from './command.js';
import { jsonOption } from './options.js';
import { EXIT, Stop } from './outcome.js';
import { lookOf, write, writeJson } from './output.js';
import { type Look, renderRows } from './render.js';

const names = [...describedEvents(), ...describedCommands()].map(({ name }) => name);

export const table: CommandTable = {
  name: 'events',
  brief: 'say which events and permissions there are, in plain English',
  does: [
    'Lists every event that may be recorded and every permission that can be asked for; with a NAME, says what one holds.',
  ],
  operands: [
    { name: 'NAME', says: 'an event or a permission, such as GroupBriefingGiven', offers: names, optional: true },
  ],
  options: [jsonOption],
};

type Entry = DescribedEvent | DescribedEntry;

/** `evenhand events`: the language of event files. */
export function run(args: readonly string[]): void {
  const asked = ask(args, table);
  const [name] = asked.positionals;
  const [events, commands] = [describedEvents(), describedCommands()];
  if (name !== undefined) {
    const entry = named(name, [...events, ...commands]);
    if (asked.flag('json')) writeJson(entry);
    else write(entryText(entry, lookOf(asked)));
  } else if (asked.flag('json')) writeJson({ events, commands });
  else write(listText(events, commands, lookOf(asked)));
}

function named(name: string, entries: readonly Entry[]): Entry {
  const found = entries.find((entry) => entry.name === name);
  if (found !== undefined) return found;
  const nearest = nearestName(name, names) ?? mostAlike(name, names) ?? '';
  throw new Stop(EXIT.notFound, `there is no event or permission ${name}; the nearest name is ${nearest}`);
}

/** A name stays on one line, so that it can be copied; its sentence is below it. */
function briefly({ name, label, sentence }: Entry, { width }: Look): string {
  return `${name}: ${label}\n  ${wrapText(sentence, width - 2, '  ')}`;
}

function listText(events: readonly DescribedEvent[], commands: readonly DescribedEntry[], look: Look): string {
  const [own, recorded] = [true, false].map((raised) =>
    events.filter(({ raisedByLedger }) => raisedByLedger === raised),
  );
  const parts = [
    ['EVENTS', recorded ?? []],
    ['RAISED BY THE LEDGER ITSELF', own ?? []],
    ['PERMISSIONS', commands],
  ] as const;
  return `${parts.map(([title, entries]) => `${title}\n${entries.map((entry) => briefly(entry, look)).join('\n')}`).join('\n\n')}\n`;
}

function fieldRow({ name, label, sentence, type, required, words, sealedUnder }: DescribedField): object {
  const kind = words === null ? type : `one of ${words.join(', ')}`;
  const sealed = sealedUnder === null ? '' : ` Sealed under ${sealedUnder.join(' and ')}.`;
  return { field: name, name: label, type: kind, needed: required, sentence: `${sentence}${sealed}` };
}

function entryText({ name, label, sentence, fields, example }: Entry, look: Look): string {
  const title = `${name}: ${label}\n${wrapText(sentence, look.width)}`;
  if (example === null) return `${title}\n\nThe ledger raises this event itself; a client cannot record it.\n`;
  const parts = [title, renderRows(fields.map(fieldRow), look), `EXAMPLE\n${JSON.stringify(example, null, 2)}`];
  return `${parts.join('\n\n')}\n`;
}

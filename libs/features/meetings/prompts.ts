import { type Instant, formatInstant } from '#lib/kernel/index.js';
import type { Item, Part } from './items.js';
import { type RegisterState, type Registration, type Spell, spellsOn } from '../register/state.js';
import type { MeetingsState } from './state.js';

/** An entry of the register that meets an item, and is not declared there: a reminder or a question, never a finding. */
export interface PromptRow {
  readonly when: 'before' | 'question';
  readonly meeting: string;
  readonly item: string;
  /** When the item starts. */
  readonly starts: string;
  readonly person: string;
  readonly interest: string;
  readonly category: string;
  /** Ids of the events that it rests on: the entry, the agenda, and afterwards what shows the person at the meeting. */
  readonly reason: readonly string[];
}

export interface PromptsView {
  readonly rows: readonly PromptRow[];
}

type Presence = NonNullable<Part['presence']>;

/** Who was at each meeting: the earliest event that shows it, and the last thing they did there. */
function attendance({ items }: MeetingsState): ReadonlyMap<string, ReadonlyMap<string, Presence>> {
  const meetings = new Map<string, Map<string, Presence>>();
  for (const { meeting, parts } of items.values()) {
    if (meeting === null) continue;
    const present = meetings.get(meeting) ?? new Map<string, Presence>();
    meetings.set(meeting, present);
    for (const { person, presence } of parts.values()) {
      if (presence === null) continue;
      const known = present.get(person) ?? presence;
      const { event, first } = known.first <= presence.first ? known : presence;
      present.set(person, { event, first, last: Math.max(known.last, presence.last) });
    }
  }
  return meetings;
}

interface Occasion {
  readonly item: Item;
  readonly matter: string;
  readonly meeting: string;
  readonly agenda: string;
  readonly starts: Instant;
  readonly at: Instant;
  readonly present: ReadonlyMap<string, Presence> | undefined;
}

function isDeclared({ parts }: Item, person: string, { category }: Registration): boolean {
  return parts.get(person)?.declarations.some((one) => one.category === category) === true;
}

/** The spell that meets the item: before it, one that runs now; afterwards, one that ran while the person was there. */
function meetingSpell({ matter, starts, at }: Occasion, seen: Presence | null, entry: Registration): Spell | undefined {
  const [by, after] = seen === null ? [at, at] : [seen.last, starts];
  return spellsOn(entry, matter).find(({ from, until }) => from <= by && until > after);
}

/** What an entry gives rise to in an item; null where there is nothing to ask. */
function promptFor(occasion: Occasion, person: string, entry: Registration): PromptRow | null {
  const { item, meeting, agenda, starts, at, present } = occasion;
  const seen = at < starts ? null : present?.get(person);
  if (seen === undefined || isDeclared(item, person, entry)) return null;
  const spell = meetingSpell(occasion, seen, entry);
  if (spell === undefined) return null;
  return {
    when: seen === null ? 'before' : 'question',
    meeting,
    item: item.id,
    starts: formatInstant(starts),
    person,
    interest: entry.interest,
    category: entry.category,
    reason: [spell.by.id, agenda, ...(seen === null ? [] : [seen.event])],
  };
}

function promptsOf({ people }: RegisterState, occasion: Occasion): PromptRow[] {
  const rows = new Map<string, PromptRow>();
  for (const [person, { registrations }] of people) {
    for (const entry of registrations) {
      const row = promptFor(occasion, person, entry);
      const key = `${person}\n${entry.interest}`;
      if (row !== null && !rows.has(key)) rows.set(key, row);
    }
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** declaration-prompts: before an item each holder of a registered interest in its matter, afterwards those present. */
export function promptsView(state: MeetingsState, register: RegisterState, at: Instant): PromptsView {
  const present = attendance(state);
  const occasions = [...state.items.values()].flatMap((item): Occasion[] => {
    const { meeting, convened, matter, opensAt } = item;
    if (meeting === null || convened === null || matter === null) return [];
    const starts = opensAt ?? convened.at;
    return [{ item, matter, meeting, agenda: convened.event, starts, at, present: present.get(meeting) }];
  });
  occasions.sort((a, b) => a.starts - b.starts || (a.item.id < b.item.id ? -1 : 1));
  return { rows: occasions.flatMap((occasion) => promptsOf(register, occasion)) };
}

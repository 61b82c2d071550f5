import { projectionNames, replay } from '#lib/council/index.js';
import type { FindingsView } from '#lib/council/findings.js';
import type { NoticeView } from '#lib/features/advice/notice-view.js';
import type { GroupsView } from '#lib/features/advice/by-group.js';
import { readEventFile } from '#lib/event-file/index.js';
import { parseInstant } from '#lib/kernel/index.js';
import { type Pack, builtInPacks } from '#lib/protocol/index.js';
import { asLines } from './own-ids.js';
import { commandRows, lastInstants, play } from '../../apps/cli/history.js';

/** Projections by name, those typed that tests look into. */
export interface Views {
  readonly findings: FindingsView;
  readonly 'notice-obligations': NoticeView;
  readonly 'even-handedness-by-group': GroupsView;
  readonly [other: string]: unknown;
}

export interface Replayed {
  readonly projections: Views;
  readonly commands: readonly unknown[];
}

/** Replays entries of an event file exactly as the command line does, judged by one pack or, with null, by those adopted. */
export function replayed(
  events: readonly unknown[],
  pack: Pack | null,
  asked: { at?: string; knownAt?: string } = {},
): Replayed {
  const read = readEventFile(asLines(events), 'history.jsonl');
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  const shelf = builtInPacks();
  const last = lastInstants(read.value) ?? { at: 0, knownAt: 0 };
  const at = asked.at === undefined ? last.at : (parseInstant(asked.at, 'end') ?? last.at);
  const knownAt = asked.knownAt === undefined ? last.knownAt : (parseInstant(asked.knownAt, 'end') ?? last.knownAt);
  const history = play(read.value, shelf, pack);
  const view = replay(history.events, shelf, { at, knownAt, pack, viewer: null });
  const projections = Object.fromEntries(projectionNames.map((name) => [name, view.projection(name)]));
  return { projections: projections as unknown as Views, commands: commandRows(history.outcomes, at, knownAt) };
}

import { bodyConflicts } from './conflicts.js';
import type { Explained } from '../reference/explain.js';
import type { Fact as Recorded, Ids } from '../reference/history.js';
import { explained } from './explain.js';
import { allFindings, findings, pastOf } from './findings.js';
import { allFacts, defaultInstants, type Entry, type Past } from './history.js';
import { relationshipRegister } from './legs.js';
import type { Pack } from './pack.js';
import { meetingParticipation } from './participation.js';
import { declarationPrompts } from './prompts.js';
import { interestsRegister } from './register.js';
import { recruitmentDeclarations, restrictedPosts } from './staffing.js';
import { instant } from './time.js';
import { relationshipTouch } from './touch.js';

export type { Entry } from './history.js';

export interface Question {
  events: Entry[];
  /** A protocol pack as its YAML parses; it judges every event. */
  pack: unknown;
  /** Own ids of events that the file does not name. */
  ids?: Ids;
  at?: string;
  knownAt?: string;
}

function read(input: Question): { facts: Recorded[]; past: Past } {
  const pack = input.pack as Pack;
  const defaults = defaultInstants(input.events);
  const at = input.at === undefined ? defaults.at : instant(input.at, 'last');
  const knownAt = input.knownAt === undefined ? defaults.knownAt : instant(input.knownAt, 'last');
  const facts = allFacts(input.events, pack, input.ids);
  return { facts, past: pastOf(facts, { at, knownAt, pack }) };
}

/** What asks and lists beside the findings: declaration-prompts and relationship-touch. */
export function referenceLists(input: Question): {
  prompts: Record<string, unknown>[];
  touch: Record<string, unknown>[];
} {
  const { past } = read(input);
  return { prompts: declarationPrompts(past), touch: relationshipTouch(past) };
}

// Readings 1.3: the defaults of `at` and `knownAt`, each on its own.
export function referenceDeclarations(input: Question): {
  projections: Record<string, object>;
  explained: Explained;
} {
  const { facts, past } = read(input);
  const found = allFindings(facts, past);
  return {
    projections: {
      'interests-register': interestsRegister(past),
      'meeting-participation': meetingParticipation(past),
      'relationship-register': relationshipRegister(past),
      'body-conflicts': bodyConflicts(past),
      'recruitment-declarations': recruitmentDeclarations(past),
      'restricted-posts': restrictedPosts(past),
      findings: findings(found, past),
    },
    explained: explained(past, found),
  };
}

import { bodyConflicts } from './conflicts.js';
import { amended } from './corrections.js';
import { findings } from './findings.js';
import { allFacts, defaultInstants, type Entry, type Fact, type Past } from './history.js';
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
  at?: string;
  knownAt?: string;
}

function pastOf(input: Question): { known: Fact[]; past: Past } {
  const pack = input.pack as Pack;
  const defaults = defaultInstants(input.events);
  const at = input.at === undefined ? defaults.at : instant(input.at, 'last');
  const knownAt = input.knownAt === undefined ? defaults.knownAt : instant(input.knownAt, 'last');
  const known = allFacts(input.events, pack).filter((fact) => fact.rec <= knownAt);
  return { known, past: { facts: amended(known, at), at, knownAt, pack } };
}

/** What asks and lists beside the findings: declaration-prompts and relationship-touch. */
export function referenceLists(input: Question): {
  prompts: Record<string, unknown>[];
  touch: Record<string, unknown>[];
} {
  const { past } = pastOf(input);
  return { prompts: declarationPrompts(past), touch: relationshipTouch(past) };
}

// Readings 1.3: the defaults of `at` and `knownAt`, each on its own.
export function referenceDeclarations(input: Question): { projections: Record<string, object> } {
  const { known, past } = pastOf(input);
  return {
    projections: {
      'interests-register': interestsRegister(past),
      'meeting-participation': meetingParticipation(past),
      'relationship-register': relationshipRegister(past),
      'body-conflicts': bodyConflicts(past),
      'recruitment-declarations': recruitmentDeclarations(past),
      'restricted-posts': restrictedPosts(past),
      findings: findings(known, past),
    },
  };
}

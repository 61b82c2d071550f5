import type { Sight } from '#lib/features/family.js';
import { isOfficer, rolesOf } from '#lib/features/viewer.js';
import { isOrHolds } from '#lib/features/structure/state.js';
import { type Pack, kindOf } from '#lib/protocol/index.js';
import { isAmendment, targetOf } from './amendments.js';
import { type CouncilEvent, readable } from './history.js';
import type { Folded } from './replay.js';

const OPENERS: ReadonlySet<string> = new Set(['ConcernRaised', 'GrievanceLodged', 'NeutralityConcernRaised']);
const STEPS: ReadonlySet<string> = new Set([
  ...['ConcernRouted', 'ConcernOutcomeDecided', 'ConcernClosed', 'ConsultationHeld', 'CaseAccessRestricted'],
  ...['GrievanceUpheld', 'GroupLeaderApproached', 'NeutralityConcernSettled'],
]);
/** Reports of what somebody did: the person whom one is about does not see it. */
const REPORTS: ReadonlySet<string> = new Set(['UnduePressureReported']);
const TOP_OFFICERS = ['proper_officer', 'chief_executive', 'head_of_paid_service'] as const;

/** What decides who may see a case or a report. */
export interface Case {
  readonly about: Set<string>;
  readonly by: Set<string>;
  /** Roles and people whom it reached, the first recipient first. */
  readonly reached: Set<string>;
  /** Whom somebody shut out of it. */
  readonly restricted: Set<string>;
  readonly orders: Set<number>;
  readonly isReport: boolean;
}

/** Every case and report of a history, by the token of the entry, and by the order of its events. */
export interface Cases {
  readonly byToken: ReadonlyMap<string, Case>;
  readonly byOrder: ReadonlyMap<number, readonly Case[]>;
}

const textsOf = (value: unknown): readonly string[] => [value].flat().filter((one) => typeof one === 'string');

function addAll(to: Set<string>, value: unknown): void {
  for (const text of textsOf(value)) to.add(text);
}

function tokensOf({ type, id, payload }: CouncilEvent): readonly string[] {
  const given = textsOf(payload['id']);
  return given.length === 0 && REPORTS.has(type) ? [id] : given;
}

const isOfCase = ({ type }: CouncilEvent): boolean => OPENERS.has(type) || STEPS.has(type) || REPORTS.has(type);

function note(one: Case, event: CouncilEvent, order: number): void {
  const fields = readable(event);
  one.orders.add(order);
  if (!STEPS.has(event.type)) {
    addAll(one.about, fields['about']);
    addAll(one.by, fields['by']);
  }
  for (const name of ['to', 'with']) addAll(one.reached, fields[name]);
  addAll(one.restricted, fields['hiddenFrom']);
}

/** A correction may name another subject: from then on the case is hidden from both. */
function noteCorrections(
  { entries, targets }: Pick<Folded, 'entries' | 'targets'>,
  byOrder: Map<number, Case[]>,
): void {
  for (const { event } of entries) {
    const { set } = readable(event) as { readonly set?: Readonly<Record<string, unknown>> };
    if (!isAmendment(event) || typeof set !== 'object') continue;
    for (const { order } of targets.named(targetOf(event))) {
      for (const one of byOrder.get(order) ?? []) {
        addAll(one.about, set['about']);
        addAll(one.restricted, set['hiddenFrom']);
      }
    }
  }
}

/** The cases and reports of a history. */
export function casesIn(folded: Pick<Folded, 'entries' | 'targets'>): Cases {
  const byToken = new Map<string, Case>();
  const byOrder = new Map<number, Case[]>();
  for (const { event, order } of folded.entries) {
    if (!isOfCase(event)) continue;
    for (const token of tokensOf(event)) {
      const isReport = REPORTS.has(event.type);
      const none = { about: new Set<string>(), by: new Set<string>(), reached: new Set<string>() };
      const one = byToken.get(token) ?? { ...none, restricted: new Set<string>(), orders: new Set<number>(), isReport };
      byToken.set(token, one);
      note(one, event, order);
      byOrder.set(order, [...(byOrder.get(order) ?? []), one]);
    }
  }
  noteCorrections(folded, byOrder);
  return { byToken, byOrder };
}

/** Who looks, and what says who that is. */
interface Looking {
  readonly sight: Sight;
  readonly folded: Pick<Folded, 'fold' | 'pack'>;
}

/** True if a token is the viewer, a role in which they look, or the one person who holds it where no person is named. */
function isViewer(who: string, { sight: { viewer }, folded: { fold } }: Looking): boolean {
  const roles = rolesOf(viewer);
  if (who === viewer.person || roles.includes(who)) return true;
  if (viewer.person === undefined) return isOrHolds(fold.states.structure.holders, who, roles);
  return isOrHolds(fold.states.structure.holders, viewer.person, [who]);
}

const some = (tokens: Iterable<string>, looking: Looking): boolean => [...tokens].some((one) => isViewer(one, looking));

function hides(pack: Pack, key: string, word: string): boolean {
  const words = pack.visibility['concern_cases']?.[key];
  return Array.isArray(words) && words.includes(word);
}

/** True if the pack hides a case from its subject: an officer, or only the officer at the top. */
function hidesFromSubject(about: string, { folded: { fold, pack } }: Looking): boolean {
  const { holders } = fold.states.structure;
  const isTop = isOrHolds(holders, about, TOP_OFFICERS);
  const isAnOfficer = isTop || about === 'monitoring_officer' || kindOf(pack, about) === 'officer';
  if (!isAnOfficer) return false;
  const ofClerk = pack.rules.get('con.subject_is_clerk')?.params['hide_from_subject'] === true;
  return (
    hides(pack, 'hide_from', 'subject_officer') ||
    (isTop && (hides(pack, 'hide_top_from', 'subject_officer') || ofClerk))
  );
}

/** True if somebody raised a case or a report, or it reached them. */
export function isInvolved(one: Case, looking: Looking): boolean {
  return some(one.by, looking) || some(one.reached, looking);
}

/** True if the viewer may not learn that there is such a case or report (projections.md, who sees what). */
export function isHidden(one: Case, looking: Looking): boolean {
  if (some(one.restricted, looking)) return true;
  const own = [...one.about].filter((about) => isViewer(about, looking));
  if (own.length > 0 && (one.isReport || own.some((about) => hidesFromSubject(about, looking)))) return true;
  const fromOthers = !one.isReport && hides(looking.folded.pack, 'hide_from', 'other_officers');
  return fromOthers && isOfficer(looking.sight) && !isInvolved(one, looking);
}

/** True for the first recipient of a case about themselves, where the pack lets that person see it. */
export function isOwnRecipient(one: Case, looking: Looking): boolean {
  const isGiven = looking.folded.pack.visibility['concern_cases']?.['subject_visible_when_named_recipient'] === true;
  const [first] = one.reached;
  return isGiven && first !== undefined && isViewer(first, looking) && some(one.about, looking);
}

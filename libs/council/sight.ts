import type { Answer, Sight, Viewer } from '#lib/features/family.js';
import { isOfficer, isPublic, rolesOf } from '#lib/features/viewer.js';
import type { Payload } from '#lib/kernel/index.js';
import { isAmendment, targetOf } from './amendments.js';
import { type Cases, casesIn, isHidden, isInvolved, isOwnRecipient } from './cases.js';
import { figureIn } from './explain.js';
import { families } from './families.js';
import { type Entry, ownIdOf, readable } from './history.js';
import type { Folded } from './replay.js';
import { isAuditor, isReviewer, seesAll, visible } from './visibility.js';

/** What of a history a viewer may learn of. */
export interface Seen {
  readonly cases: Cases;
  /** Places, in the order of recording, of the events that the viewer sees. */
  readonly events: ReadonlySet<number>;
  /** Of what families answer, as far as the viewer sees it, by the name of the projection. */
  readonly data: ReadonlyMap<string, object>;
}

const OF_RELATIONSHIPS: ReadonlySet<string> = new Set([
  ...['RelationshipDeclared', 'RelationshipDeclarationRouted', 'RelationshipMitigationAgreed', 'RelationshipEnded'],
  ...['FamiliarityConcernRaised', 'PersonalMatterRaised'],
]);
const FACT_OF_SUPPLY = 'even-handedness-by-matter';
/** Everybody sees its rows, and the events behind their own rows alone: an event says more than its row. */
const REGISTER = 'interests-register';
const OPENING = 'SealedPayloadOpened';

const isNamed = (fields: Payload, person: string): boolean =>
  Object.values(fields).some((value) => [value].flat().includes(person));

/** A viewer as the council knows them: in the group in which its record says that the person sits, unless one is named. */
export function sightOf({ fold, pack, entries }: Folded, viewer: Viewer): Sight {
  const { person } = viewer;
  const group = viewer.group ?? (person === undefined ? undefined : fold.states.structure.memberGroup.get(person));
  const known: Viewer = { ...viewer, ...(typeof group === 'string' ? { group } : {}) };
  const plain = { viewer: known, visibility: pack.visibility, roles: pack.roles, recorded: new Set<string>() };
  if (person === undefined || isPublic(viewer) || !isOfficer(plain)) return plain;
  const own = entries.filter(({ event }) => event.recordedBy?.person === person || isNamed(readable(event), person));
  return { ...plain, recorded: new Set(own.map(({ event }) => ownIdOf(event))) };
}

/** True for the roles that see every relationship. */
export function keepsRelationships({ pack: { visibility } }: Pick<Folded, 'pack'>, sight: Sight): boolean {
  const full = visibility['relationships']?.['full'];
  return isAuditor(sight) || (Array.isArray(full) && rolesOf(sight.viewer).some((role) => full.includes(role)));
}

function keepsOpenings({ pack: { roles } }: Folded, sight: Sight): boolean {
  const keeper = roles.has('monitoring_officer') ? 'monitoring_officer' : 'proper_officer';
  return isAuditor(sight) || rolesOf(sight.viewer).includes(keeper);
}

/** True for an event that reviewers see: all but relationships, openings, and what is hidden from them. */
function isForReviewers({ event }: Entry, folded: Folded, sight: Sight): boolean {
  if (event.type === OPENING) return keepsOpenings(folded, sight);
  return keepsRelationships(folded, sight) || !OF_RELATIONSHIPS.has(event.type);
}

function ownEntries(data: object, { viewer }: Sight): object {
  const { rows = [] } = data as { readonly rows?: readonly { readonly person: string }[] };
  return { rows: rows.filter(({ person }) => person === viewer.person) };
}

/** What the families answer to a viewer, and the events that their rows rest on. */
interface Held {
  readonly data: Map<string, object>;
  readonly ids: Set<string>;
  readonly orders: Set<number>;
  /** Orders behind figures that everybody signed in sees. */
  readonly open: Set<number>;
}

function noteIds(value: unknown, ids: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value as Readonly<Record<string, unknown>>)) {
    if (name === 'events' && Array.isArray(member)) for (const id of member) ids.add(String(id));
    else noteIds(member, ids);
  }
}

function noteLines({ explained, whole }: Answer, data: object, sight: Sight, held: Held): void {
  if (explained === null || Object.keys(data).length === 0) return;
  const isWhole = data === whole;
  const orders = isWhole ? held.open : held.orders;
  const rows = Object.entries(explained.lines(sight)).filter(([row]) => isWhole || !explained.ofAll.includes(row));
  for (const [row, figures] of rows) {
    const of = explained.rowOf(data, row);
    if (of === undefined) continue;
    const seen = Object.entries(figures).filter(([figure]) => figureIn(of, figure) !== undefined);
    for (const { order } of seen.flatMap(([, lines]) => lines.flatMap(({ events }) => events))) orders.add(order);
  }
}

function heldBy(folded: Folded, sight: Sight): Held {
  const held: Held = { data: new Map(), ids: new Set(), orders: new Set(), open: new Set() };
  for (const [name, project] of families.flatMap((family) => Object.entries(family.projections))) {
    const answer = project(folded.fold.states, folded);
    const data = visible(answer, sight);
    held.data.set(name, data);
    if (isReviewer(sight) && seesAll(answer.fullFor, sight)) continue;
    // The fact of supply of a matter is nobody's own row: what it counts is others'.
    if (name === FACT_OF_SUPPLY) continue;
    noteIds(name === REGISTER ? ownEntries(data, sight) : data, held.ids);
    noteLines(answer, data, sight, held);
  }
  return held;
}

/** True if a field names a request or a meeting of which the viewer sees the row. */
function isOfOwnRow({ event: { payload } }: Entry, { data }: Held): boolean {
  const { rows = [] } = (data.get('group-support') ?? {}) as {
    readonly rows?: readonly { readonly request: string }[];
  };
  const { meetings = {} } = (data.get('attendance-log') ?? {}) as {
    readonly meetings?: Readonly<Record<string, unknown>>;
  };
  const isRequest = (token: unknown): boolean => rows.some(({ request }) => request === token);
  return (
    isRequest(payload['request']) || isRequest(payload['id']) || Object.hasOwn(meetings, String(payload['meeting']))
  );
}

/** True if an event belongs to a request of another group or another member. */
function isOfOthersRequest({ event: { payload } }: Entry, { fold: { states } }: Folded, { viewer }: Sight): boolean {
  const of = [payload['request'], payload['id']].filter((token) => typeof token === 'string');
  const members = of.flatMap((token) => states.information.requests.get(token)?.member ?? []);
  const groups = of.flatMap((token) => states['group-support'].requests.get(token)?.group ?? []);
  return members.some((member) => member !== viewer.person) || groups.some((group) => group !== viewer.group);
}

const NAMING = ['person', 'member', 'by', 'officer'] as const;

/** True if an event behind a row that the viewer sees names others: their group, their request, another member. */
function isOfOthers(entry: Entry, folded: Folded, sight: Sight, held: Held): boolean {
  const { viewer, recorded } = sight;
  const fields = readable(entry.event);
  const names = (name: string): boolean => viewer.person !== undefined && fields[name] === viewer.person;
  if (recorded.has(ownIdOf(entry.event)) || NAMING.some(names)) return false;
  if (isOfOwnRow(entry, held)) return false;
  if (isOfOthersRequest(entry, folded, sight)) return true;
  const isAnothers = (name: string, own: unknown): boolean => fields[name] !== undefined && fields[name] !== own;
  if (fields['group'] !== undefined) return fields['group'] !== viewer.group;
  return isAnothers('request', null) || isAnothers('member', viewer.person) || isAnothers('person', viewer.person);
}

/** True if an event of a case that is not hidden is for the viewer: they raised it, or it reached them. */
function isOwnCase({ order }: Entry, { byOrder }: Cases, looking: Parameters<typeof isInvolved>[1]): boolean {
  const own = byOrder.get(order) ?? [];
  return own.some((one) => isInvolved(one, looking) || isOwnRecipient(one, looking));
}

/** What a viewer sees of a history: rows, and the events that follow them. */
function look(folded: Folded, sight: Sight): Seen {
  const cases = casesIn(folded);
  const held = heldBy(folded, sight);
  const looking = { sight, folded };
  const isOfSeenRow = (entry: Entry): boolean => {
    if (held.open.has(entry.order) || isOwnCase(entry, cases, looking)) return true;
    if (!held.orders.has(entry.order) && !held.ids.has(ownIdOf(entry.event))) return false;
    return OF_RELATIONSHIPS.has(entry.event.type) || !isOfOthers(entry, folded, sight, held);
  };
  const isSeen = (entry: Entry): boolean => {
    if (isPublic(sight.viewer)) return false;
    if (cases.byOrder.get(entry.order)?.some((one) => isHidden(one, looking)) === true) return false;
    if (isReviewer(sight) && isForReviewers(entry, folded, sight)) return true;
    return isOfSeenRow(entry);
  };
  const plain = folded.entries.filter(({ event }) => !isAmendment(event));
  const events = new Set(plain.filter(isSeen).map(({ order }) => order));
  noteAmendments(folded, events, sight);
  return { cases, events, data: held.data };
}

/** An amendment follows what it names: it is seen where all of that is. What names nothing is for reviewers. */
function noteAmendments({ entries, targets }: Folded, seen: Set<number>, sight: Sight): void {
  const byOrder = new Map(entries.map((entry) => [entry.order, entry]));
  const isSeen = (entry: Entry, under: readonly number[]): boolean => {
    if (!isAmendment(entry.event)) return seen.has(entry.order);
    if (under.includes(entry.order)) return false;
    const named = targets.named(targetOf(entry.event));
    if (named.length === 0) return isReviewer(sight);
    return named.every((one) => isSeen(one, [...under, entry.order]));
  };
  const found = [...byOrder.values()].filter((entry) => isAmendment(entry.event) && isSeen(entry, []));
  for (const { order } of found) seen.add(order);
}

const looked = new WeakMap<Sight, Seen>();

/** What a viewer sees of a history; worked out once for each sight. */
export function seenBy(folded: Folded, sight: Sight): Seen {
  const known = looked.get(sight);
  if (known !== undefined) return known;
  const seen = look(folded, sight);
  looked.set(sight, seen);
  return seen;
}

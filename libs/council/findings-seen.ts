import type { Sight } from '#lib/features/family.js';
import { groupOf } from '#lib/features/viewer.js';
import type { Finding } from '#lib/protocol/index.js';
import { isHidden, isInvolved, isOwnRecipient } from './cases.js';
import type { Folded } from './replay.js';
import { type Seen, keepsRelationships, seenBy } from './sight.js';
import { isReviewer } from './visibility.js';

interface Looking {
  readonly folded: Folded;
  readonly sight: Sight;
  readonly seen: Seen;
}

/** The tokens of a subject by the word before each: `item IT-1 person M-1`. */
function tokensOf(subject: string): ReadonlyMap<string, string> {
  const words = subject.split(' ');
  return new Map(words.flatMap((word, place) => (place % 2 === 0 ? [[word, words[place + 1] ?? ''] as const] : [])));
}

const isOfRelationships = ({ rule, subject }: Finding): boolean =>
  rule.id.startsWith('rel.') || subject.startsWith('relationship ') || subject.startsWith('pair ');

function isAnchorSeen({ anchor }: Finding, { seen }: Looking): boolean {
  return anchor !== null && seen.events.has(anchor.order);
}

/** A party sees what is found about a row of their own, and of the legs those of their own side. */
function isOwnRelationship(finding: Finding, tokens: ReadonlyMap<string, string>, looking: Looking): boolean {
  const { folded, sight } = looking;
  const one = folded.fold.states.relationships.relationships.get(tokens.get('relationship') ?? '');
  const { person } = sight.viewer;
  if (one === undefined || person === undefined || ![one.member, one.officer].includes(person)) return false;
  const leg = tokens.get('leg');
  if (leg !== undefined) return leg.startsWith(person === one.member ? 'member.' : 'officer.');
  return tokens.has('body') || isAnchorSeen(finding, looking);
}

function isOwnRequest(request: string, { folded, sight, seen }: Looking): boolean {
  const data = (seen.data.get('group-support') ?? {}) as { readonly rows?: readonly { readonly request: string }[] };
  if (data.rows?.some((row) => row.request === request) === true) return true;
  const { person } = sight.viewer;
  return (
    person !== undefined &&
    folded.entries.some(({ event: { payload } }) => payload['id'] === request && payload['member'] === person)
  );
}

function isOwnMeeting(meeting: string, { seen }: Looking): boolean {
  const data = (seen.data.get('attendance-log') ?? {}) as { readonly meetings?: object };
  return Object.hasOwn(data.meetings ?? {}, meeting);
}

function isOwnConcern(concern: string, { folded, sight, seen }: Looking): boolean {
  const one = seen.cases.byToken.get(concern);
  const looking = { folded, sight };
  return one !== undefined && (isInvolved(one, looking) || isOwnRecipient(one, looking));
}

/** For the first word of a subject: whether the row that it names is the viewer's own. */
const owning: Readonly<
  Record<string, (finding: Finding, of: ReadonlyMap<string, string>, looking: Looking) => boolean>
> = {
  request: (_finding, of, looking) => isOwnRequest(of.get('request') ?? '', looking),
  meeting: (_finding, of, looking) => isOwnMeeting(of.get('meeting') ?? '', looking),
  matter: (_finding, of, { sight }) => groupOf(sight) !== null && of.get('group') === groupOf(sight),
  item: (_finding, of, { sight }) => of.get('person') === sight.viewer.person && of.has('person'),
  person: (_finding, of, { sight }) => of.get('person') === sight.viewer.person,
  officer: (_finding, of, { sight }) => of.get('officer') === sight.viewer.person,
  relationship: isOwnRelationship,
  concern: (_finding, of, looking) => isOwnConcern(of.get('concern') ?? '', looking),
  event: (finding, _of, looking) => isAnchorSeen(finding, looking),
};

function isOwn(finding: Finding, looking: Looking): boolean {
  const tokens = tokensOf(finding.subject);
  const [first = ''] = tokens.keys();
  const isOfRow = owning[first]?.(finding, tokens, looking) === true;
  return isOfRow && (!isOfRelationships(finding) || first === 'relationship');
}

function isShown(finding: Finding, looking: Looking): boolean {
  const { folded, sight, seen } = looking;
  const marks = finding.anchor === null ? finding.events : [finding.anchor, ...finding.events];
  const cases = marks.flatMap(({ order }) => seen.cases.byOrder.get(order) ?? []);
  if (cases.some((one) => isHidden(one, { folded, sight }))) return false;
  const isForAll = !isOfRelationships(finding) || keepsRelationships(folded, sight);
  return (isReviewer(sight) && isForAll) || isOwn(finding, looking);
}

/** A finding without the events that the viewer does not see, which may be others'. */
function withoutOthers(finding: Finding, seen: ReadonlySet<number>): Finding {
  const { anchor, events } = finding;
  const isSeen = ({ order }: { readonly order: number }): boolean => seen.has(order);
  return { ...finding, anchor: anchor !== null && isSeen(anchor) ? anchor : null, events: events.filter(isSeen) };
}

/** What a viewer sees of a finding: all, its part, or null for nothing (projections.md, who sees what). */
export function findingSeen(folded: Folded, sight: Sight): (finding: Finding) => Finding | null {
  const seen = seenBy(folded, sight);
  return (finding) => (isShown(finding, { folded, sight, seen }) ? withoutOthers(finding, seen.events) : null);
}

/** The findings of a history in which only the amendments that a viewer sees end one; without a viewer as they are. */
export function findingsFor(folded: Folded, sight: Sight | null): readonly Finding[] {
  return sight === null ? folded.findings : folded.findingsKnowing(seenBy(folded, sight).events);
}

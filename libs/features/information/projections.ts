import { type EventMark, gapOf, rate } from '#lib/kernel/index.js';
import { type StandingRefusal, unexplained } from '#lib/protocol/index.js';
import type { Explained, Line, Sight } from '../family.js';
import { groupOf } from '../viewer.js';
import { type StructureState, isKnownMember } from '../structure/state.js';
import type { InformationRequest, InformationState, MemberEntry } from './state.js';

/** With fewer councillors a council-wide figure beside one's own row would give away the other's (AMB-19, AMB-83). */
const FEWEST_FOR_TOTALS = 3;

type Count = 'requests' | 'granted' | 'refused' | 'supported' | 'supportDeclined';

type Lines = Readonly<Record<Count, readonly Line[]>>;

export interface CouncillorRow extends Readonly<Record<Count, number>> {
  readonly rate: number | null;
}

/** P23: what each councillor asked for and got. */
export interface CouncillorsView {
  readonly councillors: Readonly<Record<string, CouncillorRow>>;
  /** Whom neither a membership nor a ward ever named, where memberships are recorded. */
  readonly unregistered?: Readonly<Record<string, CouncillorRow>>;
  readonly council: { readonly gap: number | null; readonly unexplainedRefusals: number };
}

/** What the view is asked with. */
interface Asked {
  readonly known: { readonly structure: StructureState };
}

function requestLine({ id, mark, answer }: InformationRequest): Line {
  if (answer === null) return { of: id, line: `Request ${id} is not answered yet.`, events: [mark] };
  const word = answer.granted ? 'granted' : 'refused';
  return { of: id, line: `Request ${id} was ${word}.`, events: [mark, answer.mark] };
}

function linesOf({ requests, support }: InformationState, member: string): Lines {
  const own = [...requests.values()].filter((one) => one.member === member);
  const answered = (granted: boolean): readonly Line[] =>
    own.filter(({ answer }) => answer?.granted === granted).map(requestLine);
  const supported = (granted: boolean): readonly Line[] =>
    support
      .filter((one) => one.member === member && one.answer.granted === granted)
      .map(({ id, answer: { mark } }) => {
        const of = id ?? mark.id;
        return { of, line: `Support ${of} was ${granted ? 'given' : 'declined'}.`, events: [mark] };
      });
  return {
    requests: own.map(requestLine),
    granted: answered(true),
    refused: answered(false),
    supported: supported(true),
    supportDeclined: supported(false),
  };
}

function membersOf({ requests, support }: InformationState): readonly string[] {
  const members = [...[...requests.values()].map(({ member }) => member), ...support.map(({ member }) => member)];
  return [...new Set(members)].filter((member) => member !== null);
}

function nameOf(entry: MemberEntry, mark: EventMark): string {
  return entry.id ?? mark.id;
}

function refusalLine({ request, refusal: { mark, party }, besideNow }: StandingRefusal<MemberEntry>): Line {
  const of = nameOf(request, mark);
  const line = `${party} was refused ${of} without a ground, and another councillor got the like.`;
  const asked = request.kind === 'information' ? [request.mark] : [];
  return { of, line, events: [...asked, mark, besideNow] };
}

function refusalLines({ parity }: InformationState, { known: { structure } }: Asked): readonly Line[] {
  return unexplained(parity)
    .filter(({ refusal }) => isKnownMember(structure, refusal.party))
    .map(refusalLine);
}

function counted(lines: Lines): CouncillorRow {
  const [granted, refused] = [lines.granted.length, lines.refused.length];
  return {
    requests: lines.requests.length,
    granted,
    refused,
    rate: rate(granted, granted + refused),
    supported: lines.supported.length,
    supportDeclined: lines.supportDeclined.length,
  };
}

/** P23 even-handedness-by-councillor. */
export function councillorsView(state: InformationState, asked: Asked): CouncillorsView {
  const rows = membersOf(state).map((member) => [member, counted(linesOf(state, member))] as const);
  const isKnown = ([member]: readonly [string, CouncillorRow]): boolean => isKnownMember(asked.known.structure, member);
  const known = rows.filter(isKnown);
  const apart = rows.filter((row) => !isKnown(row));
  return {
    councillors: Object.fromEntries(known),
    ...(apart.length === 0 ? {} : { unregistered: Object.fromEntries(apart) }),
    council: {
      gap: gapOf(known.map(([, { granted, refused }]) => [granted, granted + refused] as const)),
      unexplainedRefusals: refusalLines(state, asked).length,
    },
  };
}

/** What the figures of P23 are made of, by councillor and, of all of them, `council`. */
export function councillorsExplained(state: InformationState, asked: Asked): Explained {
  const rows = membersOf(state).map((member) => {
    const lines = linesOf(state, member);
    return [member, { ...lines, rate: [...lines.granted, ...lines.refused] }] as const;
  });
  const decided = rows.filter(([member]) => isKnownMember(asked.known.structure, member));
  const gap = decided.flatMap(([, lines]) => lines.rate);
  return { ...Object.fromEntries(rows), council: { gap, unexplainedRefusals: refusalLines(state, asked) } };
}

/** P23 for a councillor: their own row, and for members of a group council-level measures where they give nothing away. */
export function ownRequests({ councillors, unregistered, council }: CouncillorsView, sight: Sight): object {
  const { person } = sight.viewer;
  const own = person === undefined ? undefined : councillors[person];
  const apart = person === undefined ? undefined : unregistered?.[person];
  const enough = groupOf(sight) !== null && Object.keys(councillors).length >= FEWEST_FOR_TOTALS;
  return {
    councillors: person === undefined || own === undefined ? {} : { [person]: own },
    ...(person === undefined || apart === undefined ? {} : { unregistered: { [person]: apart } }),
    ...(enough ? { council } : {}),
  };
}

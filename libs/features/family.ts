import type { DescribedProjection } from '#lib/kernel/figures.js';
import type {
  EventMark,
  EventTable,
  EventsOf,
  FieldList,
  Fields,
  Happened,
  Instant,
  Payload,
} from '#lib/kernel/index.js';
import { type Decision, type Finding, type Pack, type RuleId, UNKNOWN_ENTRY } from '#lib/protocol/index.js';
import type { Sight } from './viewer.js';

export type { Sight, Viewer } from './viewer.js';

/** An event of any family on its way into the fold; its payload was checked against the event's field list. */
export type AnyHappened = Happened<string, Payload, Pack>;

/** What rules judge by: an instant, and the pack that answers for what belongs to no single event. */
export interface Judged {
  readonly at: Instant;
  readonly pack: Pack;
}

/** What a projection reads beside the states: the council's findings as at the same instant too. */
export interface Read extends Judged {
  readonly findings: readonly Finding[];
}

/** A question together with the states of other families, by family name. */
type Looking<Known, Asked> = Asked & { readonly known: Known };

/** One thing that a figure counts, or is made of. */
export interface Line {
  /** The token or the own id of what is counted. */
  readonly of: string;
  /** The same in one plain line: `Request REQ-1 was accepted.` */
  readonly line: string;
  /** The events that say so, in any order. */
  readonly events: readonly EventMark[];
}

/** What figures are made of, by row and figure: `G-A`, `accepted`. A figure inside a figure is `notices.owed`. */
export type Explained = Readonly<Record<string, Readonly<Record<string, readonly Line[]>>>>;

/** What the figures of a projection are made of. */
interface Explaining<State, Asked, View extends object> {
  /** From the code that counts: a count is the length of its list. */
  readonly lines: (state: State, asked: Asked, sight: Sight | null) => Explained;
  /** The part of the data that holds the figures of a row; undefined where there is none, or where a viewer does not see it. */
  readonly rowOf: (data: Partial<View>, row: string) => object | undefined;
  /** Names of rows that are about everybody, such as `council` and `totals`: only who sees all has their lines. */
  readonly ofAll?: readonly string[];
}

/**
 * The roles that a pack names as those that see all of a projection; `nobody` if `narrow` itself says what each viewer sees,
 * reviewers and auditors among them.
 */
export type FullFor = 'nobody' | ((visibility: Pack['visibility'], roles: Pack['roles']) => readonly string[]);

/** The answer of one projection: whole, or as a viewer sees it who does not see all. */
export interface Answer {
  /** What the figures are made of; null where the projection does not say. */
  readonly explained: Explanation | null;
  readonly whole: object;
  /** Roles that see all of it in place of those that see everything else; null for any other projection. */
  readonly fullFor: FullFor | null;
  readonly narrowed: (sight: Sight) => object;
}

/** What the figures of one answer are made of. */
export interface Explanation {
  readonly lines: (sight: Sight | null) => Explained;
  readonly rowOf: (data: object, row: string) => object | undefined;
  readonly ofAll: readonly string[];
}

/** Answers one projection, and says in words what that is. */
interface Projected<State, Asked> {
  (state: State, asked: Asked): Answer;
  readonly described: DescribedProjection;
}

interface ProjectionDefinition<State, Asked, View extends object> {
  /** Its name, a sentence, and every figure of its data in words. */
  readonly described: DescribedProjection<View>;
  readonly view: (state: State, asked: Asked) => View;
  /** What is not visible is absent, not blanked (projections.md). */
  readonly narrow: (data: View, sight: Sight, state: State) => object;
  /** For a projection that is not for all who see everything else: the roles that see all of it; auditors do too. */
  readonly fullFor?: FullFor;
  readonly explain?: Explaining<State, Asked, View>;
  /** Members that map a token to a row: the order of their keys says nothing, so it is made the same. */
  readonly maps?: readonly (keyof View & string)[];
}

/** The rows about the viewer. */
export function ownRows<Row extends { readonly person: string }>(
  rows: readonly Row[],
  { viewer }: Sight,
): readonly Row[] {
  return rows.filter(({ person }) => person === viewer.person);
}

/** For a projection that is shown only to those who see all. */
export const hidden = (): object => ({});

function inKeyOrder<View extends object>(data: View, maps: readonly (keyof View & string)[]): View {
  const ordered = maps
    .filter((name) => data[name] !== undefined)
    .map((name) => {
      const rows = Object.entries<unknown>(data[name] ?? {});
      return [name, Object.fromEntries(rows.sort(([a], [b]) => (a < b ? -1 : 1)))] as const;
    });
  return { ...data, ...Object.fromEntries(ordered) };
}

function explanation<State, Asked, View extends object>(
  { lines, rowOf, ofAll = [] }: Explaining<State, Asked, View>,
  state: State,
  asked: Asked,
): Explanation {
  return { lines: (sight) => lines(state, asked, sight), rowOf, ofAll };
}

/** One projection: its view in words and figures, and what of it a viewer sees. */
export function projection<State, Asked, View extends object>({
  described: { label, sentence, data },
  view,
  narrow,
  fullFor,
  explain,
  maps = [],
}: ProjectionDefinition<State, Asked, View>): Projected<State, Asked> {
  const described = { label, sentence, data: { schema: data.schema, figures: data.figures } };
  const answer = (state: State, asked: Asked): Answer => {
    const whole = inKeyOrder(view(state, asked), maps);
    const explained = explain === undefined ? null : explanation(explain, state, asked);
    return { explained, whole, fullFor: fullFor ?? null, narrowed: (sight) => narrow(whole, sight, state) };
  };
  return Object.assign(answer, { described });
}

type Permission<State> = (state: State, fields: Payload, pack: Pack) => Decision;

/** True where every field of the list is there as it must be. */
function isOf<List extends FieldList>(list: List, payload: Payload): payload is Payload & Fields<List> {
  return Object.entries(list).every(([name, field]) =>
    payload[name] === undefined ? !field.required : field.check(payload[name]),
  );
}

/** One permission: the fields that are asked with, and who decides. */
export function permission<State, List extends FieldList>(
  fields: List,
  decide: (state: State, fields: Fields<List>, pack: Pack) => Decision,
): Permission<State> {
  return (state, given, pack) => (isOf(fields, given) ? decide(state, given, pack) : UNKNOWN_ENTRY);
}

type Evolve<State, Event, Known> = (state: State, event: Event, known: Known) => string | undefined;

/** Everything that a family says of itself. */
interface Definition<
  Name extends string,
  Owned extends EventTable,
  Listened extends EventTable,
  Event extends AnyHappened,
  State,
  Known,
  Command extends string,
  Projection extends string,
> {
  /** The name of the family's folder. */
  readonly name: Name;
  /** The field lists of its events. */
  readonly events: Owned;
  /** The field lists of the events of other families that `evolve` folds too: exactly those that it names. */
  readonly listens: Listened & Readonly<Record<Exclude<Event['type'], keyof Owned>, FieldList>>;
  readonly commands: Readonly<Record<Command, Permission<State>>>;
  readonly initial: () => State;
  /** Folds one event, in place; returns why it has no effect, where it has none. */
  readonly evolve: Evolve<State, Event, Known> &
    Evolve<State, NoInfer<EventsOf<Owned, Pack> | EventsOf<Listened, Pack>>, Known>;
  /** Judges an instant whose events are all folded (readings 1.2); returns the order of events that have an effect by it. */
  readonly settle: (state: State, at: Instant, known: Known) => readonly number[] | undefined;
  readonly findings: (state: State, asked: Looking<Known, Judged>) => readonly Finding[];
  /** The rules that `findings` can find something by. */
  readonly judges: readonly RuleId[];
  readonly projections: Readonly<Record<Projection, Projected<State, Looking<Known, Read>>>>;
}

/** A family as the council folds it: over the states of all families, by family name. */
export interface Folding<States> {
  readonly name: string;
  readonly events: EventTable;
  readonly listens: EventTable;
  readonly evolve: (states: States, event: AnyHappened) => string | undefined;
  readonly settle: (states: States, at: Instant) => readonly number[];
  readonly findings: (states: States, judged: Judged) => readonly Finding[];
  readonly judges: readonly RuleId[];
  readonly commands: Readonly<Record<string, Permission<States>>>;
  readonly projections: Readonly<Record<string, Projected<States, Read>>>;
}

/** The one value that a family exports. */
interface Family<
  Name extends string,
  Owned extends EventTable,
  State,
  Known,
  Command extends string,
  Projection extends string,
> extends Folding<Known & Readonly<Record<Name, State>>> {
  readonly name: Name;
  readonly events: Owned;
  readonly initial: () => State;
  readonly commands: Readonly<Record<Command, Permission<Readonly<Record<Name, State>>>>>;
  readonly projections: Readonly<Record<Projection, Projected<Known & Readonly<Record<Name, State>>, Read>>>;
}

function mapped<Key extends string, From, To>(
  record: Readonly<Record<Key, From>>,
  to: (one: From) => To,
): Readonly<Record<Key, To>> {
  return Object.fromEntries(Object.entries<From>(record).map(([key, one]) => [key, to(one)])) as Record<Key, To>;
}

/**
 * Defines a family over its own state and, in `Known`, the states of other families that it looks up. Whatever its `evolve`
 * names must be among `events` and `listens`, and the other way round: anything else does not compile.
 */
export function family<State, Known = unknown>() {
  return <
    const Name extends string,
    Owned extends EventTable,
    Listened extends EventTable,
    Event extends AnyHappened,
    Command extends string,
    Projection extends string,
  >(
    definition: Definition<Name, Owned, Listened, Event, State, Known, Command, Projection>,
  ): Family<Name, Owned, State, Known, Command, Projection> => {
    const { name, events, listens, commands, evolve, settle, findings, projections } = definition;
    const types = new Set([...Object.keys(events), ...Object.keys(listens)]);
    // The one place where the untyped history meets the types of a family.
    const isFolded = (event: AnyHappened): event is Event => types.has(event.type);
    type States = Known & Readonly<Record<Name, State>>;
    return {
      ...definition,
      evolve: (states: States, event) => (isFolded(event) ? evolve(states[name], event, states) : undefined),
      settle: (states: States, at) => settle(states[name], at, states) ?? [],
      findings: (states: States, judged) => findings(states[name], { ...judged, known: states }),
      commands: mapped(
        commands,
        (decide) => (states: Readonly<Record<Name, State>>, fields: Payload, pack: Pack) =>
          decide(states[name], fields, pack),
      ),
      projections: mapped(projections, (answer) => {
        const ofAll = (states: States, read: Read): Answer => answer(states[name], { ...read, known: states });
        return Object.assign(ofAll, { described: answer.described });
      }),
    };
  };
}

/** For a family without permissions or projections, or that listens to no other. */
export const none = {} as const;

/** For a family in which nothing waits for the end of an instant. */
export const settled = (): undefined => undefined;

/** For a family whose events are recorded, and of which nothing is folded yet. */
export function recordedOnly<const Name extends string, Owned extends EventTable>(
  name: Name,
  events: Owned,
): Family<Name, Owned, null, unknown, never, never> {
  return family<null>()({
    name,
    events,
    listens: none,
    commands: none,
    initial: () => null,
    evolve: (_state: null, _event: EventsOf<Owned, Pack>) => undefined,
    settle: settled,
    findings: () => [],
    judges: [],
    projections: none,
  });
}

import { NEW, choicesOf, holds, questionsAsked, readAnswer, valuesOf } from './answers.js';
import type { Answer, AnswerFault, Choice, Question, Source, Typed, Walk, WalkEntry, WalkPorts } from './walk.js';
import { withTimeOf } from './times.js';

/** One answer where all are checked. */
interface CheckedAnswer {
  readonly label: string;
  readonly words: readonly string[];
  /** The id of the question that changes it. */
  readonly question: string;
}

/** An event ready to be recorded. */
export interface WalkEvent {
  readonly type: string;
  /** ISO 8601, London. */
  readonly occurredAt: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

type Outcome =
  { readonly events: readonly WalkEvent[]; readonly faults: null } | { readonly faults: readonly AnswerFault[] };

const EMPTY: Answer = { values: [], name: null, words: [] };

/** Every answer in words, in the order of the questions. */
export function checkedAnswers(walk: Walk, typed: Typed, ports: WalkPorts): readonly CheckedAnswer[] {
  return questionsAsked(walk, typed, ports).map((question) => {
    return { label: question.label, words: answerOf(question, typed, ports).words, question: question.id };
  });
}

function answerOf(question: Question | undefined, typed: Typed, ports: WalkPorts): Answer {
  const read = question === undefined ? null : readAnswer(question, typed, ports);
  return read === null || read.faults !== null ? EMPTY : read.answer;
}

/** What a draft keeps after an answer: "now" as the time it was, and a token for everything new. */
export function settled(walk: Walk, typed: Typed, ports: WalkPorts, newToken: (kind: string) => string): Typed {
  return walk.questions.reduce<Typed>((kept, question) => {
    if (question.kind === 'time') return withTimeOf(question, kept, ports.now);
    const needsToken = valuesOf(kept, question.id).includes(NEW) && valuesOf(kept, `${question.id}-token`).length === 0;
    if (!needsToken || question.canBeNew === undefined) return kept;
    return { ...kept, [`${question.id}-token`]: newToken(question.canBeNew.token) };
  }, typed);
}

interface Ground {
  readonly walk: Walk;
  readonly typed: Typed;
  readonly ports: WalkPorts;
}

/** The events that the answers become, or every fault that is left, beside its input. */
export function eventsOf(walk: Walk, typed: Typed, ports: WalkPorts): Outcome {
  const faults = questionsAsked(walk, typed, ports).flatMap((question) => {
    return readAnswer(question, typed, ports).faults ?? [];
  });
  if (faults.length > 0) return { faults };
  const ground = { walk, typed, ports };
  const entries = walk.entries.filter(({ when }) => holds(when, typed, ports));
  const made = entries.flatMap((entry) => eachOf(entry, ground).map((choice) => eventOf(entry, choice, ground)));
  const wrong = made.flatMap(({ entry, event }) => misfits(entry, event, ports));
  return wrong.length > 0 ? { faults: wrong } : { events: made.map(({ event }) => event), faults: null };
}

const questionOf = ({ questions }: Walk, id: string): Question | undefined => questions.find((one) => one.id === id);

/** The answer of a question that is asked; nothing for another. */
function given(id: string, { walk, typed, ports }: Ground): Answer {
  const question = questionOf(walk, id);
  return question !== undefined && holds(question.when, typed, ports) ? answerOf(question, typed, ports) : EMPTY;
}

function eachOf({ forEach }: WalkEntry, ground: Ground): readonly (Choice | null)[] {
  const question = forEach === undefined ? undefined : questionOf(ground.walk, forEach);
  if (question === undefined || question.kind === 'time') return [null];
  const { values } = given(question.id, ground);
  return choicesOf(question, ground.ports).filter(({ value }) => values.includes(value));
}

function eventOf(entry: WalkEntry, choice: Choice | null, ground: Ground): { entry: WalkEntry; event: WalkEvent } {
  const fields = Object.entries(entry.fields).map(
    ([field, source]) => [field, valueOf(source, choice, ground)] as const,
  );
  const payload = Object.fromEntries(fields.filter(([, value]) => value !== undefined));
  const occurredAt = given(entry.occurredAt, ground).values[0] ?? '';
  return { entry, event: { type: entry.event, occurredAt, payload } };
}

/** The value for a field; undefined if its question was not asked or left out. */
function valueOf(source: Source, choice: Choice | null, ground: Ground): unknown {
  if ('is' in source) return source.is;
  if ('self' in source) return ground.ports.self;
  if ('part' in source) return choice?.parts?.[source.part];
  if ('nameOf' in source) return given(source.nameOf, ground).name ?? undefined;
  return shaped(given(source.from, ground).values, source.as ?? 'one');
}

function shaped(values: readonly string[], as: 'one' | 'list' | 'flags'): unknown {
  if (values.length === 0) return undefined;
  if (as === 'list') return values;
  return as === 'flags' ? Object.fromEntries(values.map((value) => [value, true])) : values[0];
}

/** Values that the catalogue does not take, each beside the question that it comes from. */
function misfits(entry: WalkEntry, { type, payload }: WalkEvent, ports: WalkPorts): AnswerFault[] {
  return Object.entries(entry.fields).flatMap(([field, source]) => {
    const right = ports.fits(type, field, payload[field]);
    const input = 'from' in source ? source.from : 'nameOf' in source ? `${source.nameOf}-new` : (entry.forEach ?? '');
    return right === null ? [] : [{ input, text: `This must be ${right}` }];
  });
}

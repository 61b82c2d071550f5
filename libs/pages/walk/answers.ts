import type { Answer, Choice, ChoiceQuestion, Condition, Question, Read, Typed, Walk, WalkPorts } from './walk.js';
import { readTime } from './times.js';

/** The value of an input that stands for something new. No token is written like it. */
export const NEW = '+';

/** Longest name of something new, in characters. */
const NAME_LENGTH = 200;

const NOTHING: Answer = { values: [], name: null, words: [] };

/** The values of one input. */
export function valuesOf(typed: Typed, input: string): readonly string[] {
  const value = typed[input] ?? [];
  return (typeof value === 'string' ? [value] : value).filter((one) => one !== '');
}

/** What can be chosen: the question's own choices, then those of its list. */
export function choicesOf(question: ChoiceQuestion, ports: WalkPorts): readonly Choice[] {
  return [...(question.choices ?? []), ...(question.list === undefined ? [] : (ports.lists[question.list] ?? []))];
}

/** Reads what was typed for a question. */
export function readAnswer(question: Question, typed: Typed, ports: WalkPorts): Read {
  if (question.kind === 'time') return readTime(question, typed, ports.now);
  const values = valuesOf(typed, question.id);
  if (values.length === 0) return absent(question, typed);
  if (values.includes(NEW) && question.canBeNew !== undefined) return readName(question, typed);
  const choices = choicesOf(question, ports);
  const chosen = values.map((value) => choices.find((one) => one.value === value));
  const known = chosen.filter((one) => one !== undefined);
  if (known.length < values.length)
    return faulty(question.id, 'Choose from the list: what was chosen is no longer in it');
  if (question.kind === 'one' && known.length > 1) return faulty(question.id, 'Choose one only');
  return { answer: { values, name: null, words: known.map(({ text }) => text) }, faults: null };
}

function absent({ id, kind, isOptional, label, choices }: ChoiceQuestion, typed: Typed): Read {
  const no = typed[id] === '' ? choices?.find(({ value }) => value === '') : undefined;
  if (isOptional === true) return { answer: { ...NOTHING, words: no === undefined ? [] : [no.text] }, faults: null };
  const what = label.charAt(0).toLowerCase() + label.slice(1);
  return faulty(id, kind === 'several' ? `Choose at least one: ${what}` : `Choose: ${what}`);
}

function readName({ id, canBeNew }: ChoiceQuestion, typed: Typed): Read {
  const name = (valuesOf(typed, `${id}-new`)[0] ?? '').trim();
  const label = canBeNew?.label ?? '';
  if (name === '') return faulty(`${id}-new`, `Enter: ${label.toLowerCase()}`);
  if (name.length > NAME_LENGTH || /[\r\n]/.test(name)) {
    return faulty(`${id}-new`, `${label} must be one line of at most ${NAME_LENGTH} characters`);
  }
  return { answer: { values: valuesOf(typed, `${id}-token`), name, words: [name] }, faults: null };
}

const faulty = (input: string, text: string): Read => ({ faults: [{ input, text }] });

/** What was typed so far with this question's inputs from a form. An input that the form left out was left empty. */
export function withForm(question: Question, typed: Typed, form: Typed): Typed {
  const isOurs = (input: string): boolean => input === question.id || input.startsWith(`${question.id}-`);
  const isTyped = (input: string): boolean => isOurs(input) && input !== `${question.id}-token`;
  const others = Object.entries(typed).filter(([input]) => !isTyped(input));
  const ours = Object.entries(form).filter(([input]) => isTyped(input));
  return { ...Object.fromEntries(others), [question.id]: '', ...Object.fromEntries(ours) };
}

/** True if a condition holds for what was typed so far. */
export function holds(condition: Condition | undefined, typed: Typed, ports: WalkPorts): boolean {
  if (condition === undefined) return true;
  const { question, is, isNew, list } = condition;
  const values = question === undefined ? [] : valuesOf(typed, question);
  if (is !== undefined && !is.some((one) => values.includes(one))) return false;
  if (isNew !== undefined && values.includes(NEW) !== isNew) return false;
  return list === undefined || (ports.lists[list] ?? []).length > 0;
}

/** The questions that are asked, given what was typed so far, in their order. */
export function questionsAsked(walk: Walk, typed: Typed, ports: WalkPorts): readonly Question[] {
  return walk.questions.filter(({ when }) => holds(when, typed, ports));
}

/** True if the question was answered, or passed over though it may be. */
function isDone(question: Question, typed: Typed, ports: WalkPorts): boolean {
  if (readAnswer(question, typed, ports).faults !== null) return false;
  return question.isOptional !== true || Object.hasOwn(typed, question.id);
}

/** The first question that still needs an answer; null if the answers can be checked. */
export function nextQuestion(walk: Walk, typed: Typed, ports: WalkPorts): Question | null {
  return questionsAsked(walk, typed, ports).find((question) => !isDone(question, typed, ports)) ?? null;
}

/** The question before this one, for the link "Back"; null before the first. */
export function questionBefore(walk: Walk, id: string, typed: Typed, ports: WalkPorts): Question | null {
  const asked = questionsAsked(walk, typed, ports);
  return asked[asked.findIndex((question) => question.id === id) - 1] ?? null;
}

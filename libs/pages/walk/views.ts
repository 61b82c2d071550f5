import { NEW, choicesOf, valuesOf } from './answers.js';
import { checkedAnswers } from './outcome.js';
import type { AnswerFault, Passage, Question, Typed, Walk, WalkPorts } from './walk.js';

interface ChoiceItem {
  readonly value: string;
  readonly text: string;
  readonly hint?: { readonly text: string };
  readonly checked: boolean;
}

/** What a question's page shows. */
export interface QuestionView {
  readonly question: Question;
  readonly items: readonly ChoiceItem[];
  /** The first value of every input of the question. */
  readonly typed: Readonly<Record<string, string>>;
  /** The fault of each input. */
  readonly faultAt: Readonly<Record<string, { readonly text: string }>>;
  readonly faults: readonly { readonly text: string; readonly href: string }[];
  readonly beside: readonly Passage[];
  readonly revision: number;
}

interface Shown {
  readonly typed: Typed;
  readonly faults: readonly AnswerFault[];
  readonly revision: number;
}

/** The page of one question, with what was typed and what is wrong with it. */
export function questionView(question: Question, { typed, faults, revision }: Shown, ports: WalkPorts): QuestionView {
  const ours = Object.keys(typed).filter((input) => input === question.id || input.startsWith(`${question.id}-`));
  return {
    question,
    items: itemsOf(question, typed, ports),
    typed: Object.fromEntries(ours.map((input) => [input, valuesOf(typed, input)[0] ?? ''])),
    faultAt: Object.fromEntries(faults.map(({ input, text }) => [input, { text }])),
    faults: faults.map(({ input, text }) => ({ text, href: `#${input}` })),
    beside: question.beside === undefined ? [] : ports.passages(question.beside),
    revision,
  };
}

function itemsOf(question: Question, typed: Typed, ports: WalkPorts): readonly ChoiceItem[] {
  const checked = valuesOf(typed, question.id);
  if (question.kind === 'time') {
    return [
      { value: 'now', text: 'Now', checked: checked.includes('now') },
      { value: 'then', text: 'At another time', checked: checked.includes('then') },
    ];
  }
  const items = choicesOf(question, ports).map(({ value, text, hint }) => {
    return { value, text, ...(hint === undefined ? {} : { hint: { text: hint } }), checked: checked.includes(value) };
  });
  if (question.canBeNew === undefined) return items;
  return [...items, { value: NEW, text: question.canBeNew.text, checked: checked.includes(NEW) }];
}

interface Row {
  readonly key: { readonly text: string };
  readonly value: { readonly text: string };
  readonly actions: { readonly items: readonly { href: string; text: string; visuallyHiddenText: string }[] };
}

/** What *Check your answers* shows. */
export interface CheckView {
  readonly rows: readonly Row[];
  readonly button: string;
  readonly faults: QuestionView['faults'];
  readonly revision: number;
}

/** The page on which all answers are checked. `hrefOf` makes the address of a question. */
export function checkView(walk: Walk, shown: Shown, ports: WalkPorts, hrefOf: (id: string) => string): CheckView {
  const rows = checkedAnswers(walk, shown.typed, ports).map(({ label, words, question }) => {
    const text = words.length === 0 ? 'Not provided' : words.join(', ');
    const change = { href: hrefOf(question), text: 'Change', visuallyHiddenText: label.toLowerCase() };
    return { key: { text: label }, value: { text }, actions: { items: [change] } };
  });
  const ownerOf = (input: string): string =>
    walk.questions.find(({ id }) => input === id || input.startsWith(`${id}-`))?.id ?? walk.questions[0]?.id ?? '';
  const faults = shown.faults.map(({ input, text }) => ({ text, href: hrefOf(ownerOf(input)) }));
  return { rows, button: walk.button, faults, revision: shown.revision };
}

/** What was recorded: the ids of its events, when, and the position of the last. */
export interface Recorded {
  readonly events: readonly { readonly id: string; readonly href: string }[];
  /** In words. */
  readonly at: string;
  readonly position: string;
}

/** What the receipt shows. */
export interface ReceiptView extends Recorded {
  readonly what: string;
  readonly next: readonly { readonly text: string; readonly href: string }[];
}

/** The receipt, with the walks that may come next. `startOf` makes the address at which a walk begins. */
export function receiptView(
  walk: Walk,
  recorded: Recorded,
  ports: WalkPorts,
  startOf: (walk: string) => string,
): ReceiptView {
  const due = walk.after.filter(({ list }) => (ports.lists[list] ?? []).length > 0);
  const next = due.map(({ walk: id, text }) => ({ text, href: startOf(id) }));
  const another = walk.another === undefined ? [] : [{ text: walk.another, href: startOf(walk.id) }];
  return { ...recorded, what: walk.done, next: [...next, ...another] };
}

/** What a form sent, by the names of its inputs. Drafts keep it as it was typed. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

/** One thing to choose. Its parts are values that an event takes from it, such as the group and the matter of a notice. */
export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly hint?: string;
  readonly parts?: Readonly<Record<string, string>>;
}

/** When a question is asked or an entry is made. Every member that is given must hold. */
export interface Condition {
  /** The answer to this question is one of `is`, or is something new. */
  readonly question?: string;
  readonly is?: readonly string[];
  readonly isNew?: boolean;
  /** This list has something to choose from. */
  readonly list?: string;
}

interface Asked {
  /** Names the question in addresses and its input in forms. */
  readonly id: string;
  /** The question itself, the heading of its page. */
  readonly asks: string;
  /** What the answer is called where answers are checked. */
  readonly label: string;
  readonly hint?: string;
  readonly when?: Condition;
  readonly isOptional?: boolean;
  /** Ids of the rules whose words stand beside the question, if the protocol in force has them. */
  readonly beside?: readonly string[];
}

/** A question with things to choose, from a list of the council or always the same. */
export interface ChoiceQuestion extends Asked {
  readonly kind: 'one' | 'several';
  readonly list?: string;
  readonly choices?: readonly Choice[];
  /** What may be named here for the first time, and the kind of its token. */
  readonly canBeNew?: { readonly text: string; readonly label: string; readonly token: string };
}

/** A question for a day and time, in the past or now. */
export interface TimeQuestion extends Asked {
  readonly kind: 'time';
}

export type Question = ChoiceQuestion | TimeQuestion;

/** Where the value of a field comes from. */
export type Source =
  | { readonly from: string; readonly as?: 'one' | 'list' | 'flags' }
  /** The name that was typed for something new. */
  | { readonly nameOf: string }
  /** A part of the choice that this entry is made for. */
  | { readonly part: string }
  | { readonly is: string }
  /** The person who is signed in. */
  | { readonly self: true };

/** One event that the answers become. */
export interface WalkEntry {
  readonly event: string;
  readonly when?: Condition;
  /** Makes one event for each choice of this question. */
  readonly forEach?: string;
  /** The question that says when it happened. */
  readonly occurredAt: string;
  readonly fields: Readonly<Record<string, Source>>;
}

/** A walk that may come next: offered on the receipt if its list has something. */
export interface Following {
  readonly walk: string;
  readonly list: string;
  readonly text: string;
}

/** A recording as data: what is asked, what it becomes, and what comes after. */
export interface Walk {
  readonly id: string;
  readonly title: string;
  readonly questions: readonly Question[];
  readonly entries: readonly WalkEntry[];
  /** The words on the last button, which say what it does. */
  readonly button: string;
  /** What is recorded then, for the receipt. */
  readonly done: string;
  /** The words of the link that begins the same walk again; none if that is not usual. */
  readonly another?: string;
  readonly after: readonly Following[];
}

/** What the protocol in force says, with its clauses. */
export interface Passage {
  readonly says: string;
  readonly clauses: readonly string[];
}

/** A day and a time of day in London, as numbers in words: month and day from 1. */
export interface WallTime {
  readonly day: number;
  readonly month: number;
  readonly year: number;
  readonly hour: number;
  readonly minute: number;
}

/** What a walk must know of the council, the catalogue and the time. The app fills it in. */
export interface WalkPorts {
  readonly lists: Readonly<Record<string, readonly Choice[]>>;
  readonly now: WallTime;
  /** The token of the person who is signed in. */
  readonly self: string;
  /** What a right value looks like if this one is wrong for the field of the event; null if it is right. */
  fits(event: string, field: string, value: unknown): string | null;
  passages(rules: readonly string[]): readonly Passage[];
}

/** What is wrong with an answer, and the input to put right. */
export interface AnswerFault {
  readonly input: string;
  readonly text: string;
}

/** An answer that can be used; empty if an optional question was left out. */
export interface Answer {
  readonly values: readonly string[];
  /** The name of something new, which was typed. */
  readonly name: string | null;
  /** The answer in words. */
  readonly words: readonly string[];
}

/** An answer, or what is wrong with it. */
export type Read = { readonly answer: Answer; readonly faults: null } | { readonly faults: readonly AnswerFault[] };

import type { Typed } from './walk.js';

/** The answers of a walk that nobody has recorded yet. */
export interface Draft {
  readonly walk: string;
  readonly typed: Typed;
  /** Grows with every answer: a form of an older revision is answered with 409. */
  readonly revision: number;
}

/** Whose draft it is. A draft is for this person alone. */
export interface DraftKey {
  readonly council: string;
  readonly person: string;
  /** A random token: the draft's address. */
  readonly id: string;
}

/** Where drafts are kept. Every store seals them; none answers one to another person. */
export interface Drafts {
  /** Null if there is none, if it is another person's, or if it is older than 30 days. */
  read(key: DraftKey): Promise<Draft | null>;
  /** Keeps a draft if its revision is one more than the kept one, 1 for the first; false otherwise. */
  keep(key: DraftKey, draft: Draft): Promise<boolean>;
  discard(key: DraftKey): Promise<void>;
}

/** Drafts in memory, for tests and for a service that keeps none over a restart. They do not age. */
export function memoryDrafts(): Drafts {
  const kept = new Map<string, Draft>();
  const nameOf = ({ council, person, id }: DraftKey): string => JSON.stringify([council, person, id]);
  return {
    read: (key) => Promise.resolve(kept.get(nameOf(key)) ?? null),
    keep(key, draft) {
      const isNext = draft.revision === (kept.get(nameOf(key))?.revision ?? 0) + 1;
      if (isNext) kept.set(nameOf(key), draft);
      return Promise.resolve(isNext);
    },
    discard(key) {
      kept.delete(nameOf(key));
      return Promise.resolve();
    },
  };
}

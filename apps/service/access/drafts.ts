import type { TemporaryStore } from '#lib/temporary/index.js';
import type { Account } from './account.js';

const DRAFT_MS = 30 * 24 * 60 * 60_000;
const KIND = 'draft';

/** What somebody has typed and not recorded yet. */
export interface Draft {
  /** The walk's own token: random, 128 bits or more. */
  readonly id: string;
  readonly council: string;
  readonly walk: string;
  readonly answers: Readonly<Record<string, unknown>>;
  /** 0 for a draft that was never saved; a form sends back the revision that it was made from. */
  readonly revision: number;
}

/** Drafts of one account: nobody else finds them. They end 30 days after their last change, and outlive the session. */
export class Drafts {
  constructor(
    private readonly store: TemporaryStore,
    private readonly clock: () => number,
  ) {}

  /** Answers the draft with its new revision, or `stale` with nothing changed if another tab saved after this revision. */
  async save(account: Account, draft: Draft): Promise<Draft | 'stale'> {
    const { revision, ...value } = draft;
    const next = revision + 1;
    const kept = { kind: KIND, id: idOf(account, draft.id), owner: ownerOf(account), until: this.clock() + DRAFT_MS };
    return (await this.store.put({ ...kept, version: next, value })) ? { ...draft, revision: next } : 'stale';
  }

  async find(account: Account, id: string): Promise<Draft | undefined> {
    const found = await this.store.get(KIND, idOf(account, id));
    return found === undefined ? undefined : draftOf(found);
  }

  /** The account's drafts in a council, the latest first. */
  async list(account: Account, council: string): Promise<readonly Draft[]> {
    const found = await this.store.list({ kind: KIND, owner: ownerOf(account) });
    return found.map(draftOf).filter((one) => one.council === council);
  }

  async remove(account: Account, id: string): Promise<void> {
    await this.store.take(KIND, idOf(account, id));
  }
}

const ownerOf = ({ issuer, subject }: Account): string => JSON.stringify([issuer, subject]);
const idOf = (account: Account, id: string): string => JSON.stringify([ownerOf(account), id]);
const draftOf = ({ value, version }: { readonly value: unknown; readonly version: number }): Draft => ({
  ...(value as Omit<Draft, 'revision'>),
  revision: version,
});

import { type KeyObject, createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import { canonicalJson } from '#lib/kernel/index.js';
import type { Row, RowsOf, TemporaryRows } from './rows.js';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A value to keep until an instant. */
export interface Kept {
  /** What it is, such as `session`: a word of ours, stored as it is. */
  readonly kind: string;
  /** Names it within its kind; only an HMAC of it is stored. */
  readonly id: string;
  /** To whom it belongs; only an HMAC is stored. */
  readonly owner: string;
  /** A second name by which several are found; only an HMAC is stored. */
  readonly mark?: string;
  /** Milliseconds since 1970. */
  readonly until: number;
  /** 1 for a new value, 1 more than the stored version for a change. */
  readonly version: number;
  /** Any value with a JSON form. */
  readonly value: unknown;
}

/** A value as it was kept. */
export interface Found {
  readonly value: unknown;
  readonly version: number;
  readonly until: number;
}

type Group = { readonly kind: string; readonly owner: string } | { readonly kind: string; readonly mark: string };

/** The most values of one owner that a list answers. */
const LIST_LIMIT = 1_000;

/**
 * Values with an end, encrypted at rest: AES-256-GCM with the row's kind, key, owner, mark, end and version as associated data, so that
 * no row can be altered, moved, prolonged or set back. Throws TemporaryStoreError.
 */
export class TemporaryStore {
  readonly #sealing: KeyObject;
  readonly #naming: KeyObject;

  /** Two keys are derived from `key`. */
  constructor(
    private readonly rows: TemporaryRows,
    key: KeyObject,
    private readonly clock: () => number,
  ) {
    this.#sealing = derived(key, 'sealing');
    this.#naming = derived(key, 'naming');
  }

  /** False, with nothing stored, where another version stands there than the one before. */
  async put({ kind, id, owner, mark, until, version, value }: Kept): Promise<boolean> {
    const row = {
      key: this.#name(kind, 'id', id),
      kind,
      owner: this.#name(kind, 'owner', owner),
      mark: mark === undefined ? '' : this.#name(kind, 'mark', mark),
      until,
      version,
    };
    return this.rows.put({ ...row, sealed: this.#seal(row, value) });
  }

  async get(kind: string, id: string): Promise<Found | undefined> {
    return this.#opened(await this.rows.get(this.#name(kind, 'id', id)));
  }

  /** Removes the value and answers it: of several who ask at once, one gets it. */
  async take(kind: string, id: string): Promise<Found | undefined> {
    return this.#opened(await this.rows.take(this.#name(kind, 'id', id)));
  }

  /** The values of one owner or mark, those with the latest end first, at most 1,000. */
  async list(group: Group, limit = LIST_LIMIT): Promise<readonly Found[]> {
    const rows = await this.rows.list(this.#group(group), limit);
    return rows.map((row) => this.#opened(row)).filter((one) => one !== undefined);
  }

  /** Removes all of one owner or mark; answers their number. */
  async removeAll(group: Group): Promise<number> {
    return this.rows.removeAll(this.#group(group));
  }

  /** Removes what has ended. */
  async purge(): Promise<void> {
    await this.rows.purge(this.clock());
  }

  /** A pseudonym of a text: the same for the same text, and no way back without the key. */
  pseudonym(text: string): string {
    return this.#name('pseudonym', 'of', text).slice(0, 16);
  }

  async close(): Promise<void> {
    await this.rows.close();
  }

  #group(group: Group): RowsOf {
    const { kind } = group;
    return 'owner' in group
      ? { kind, owner: this.#name(kind, 'owner', group.owner) }
      : { kind, mark: this.#name(kind, 'mark', group.mark) };
  }

  #name(kind: string, what: string, text: string): string {
    return createHmac('sha256', this.#naming).update(canonicalJson([kind, what, text])).digest('hex');
  }

  #seal(row: Omit<Row, 'sealed'>, value: unknown): Uint8Array {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#sealing, nonce).setAAD(boundTo(row));
    return Buffer.concat([nonce, cipher.update(JSON.stringify(value), 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  /** Undefined for a row that has ended, and for one that was altered. */
  #opened(row: Row | undefined): Found | undefined {
    if (row === undefined || row.until <= this.clock() || row.sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
    const { sealed, ...rest } = row;
    const decipher = createDecipheriv(CIPHER, this.#sealing, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(boundTo(rest))
      .setAuthTag(sealed.subarray(-TAG_BYTES));
    try {
      const text = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
      return { value: JSON.parse(text.toString('utf8')) as unknown, version: row.version, until: row.until };
    } catch {
      return undefined;
    }
  }
}

const boundTo = ({ key, kind, owner, mark, until, version }: Omit<Row, 'sealed'>): Buffer =>
  Buffer.from(canonicalJson([key, kind, owner, mark, until, version]));

function derived(key: KeyObject, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `temporary ${purpose}`, KEY_BYTES)));
}

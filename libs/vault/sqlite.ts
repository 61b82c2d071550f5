import type { StatementSync } from 'node:sqlite';
import { rewrapped } from './rewrapped.js';
import { keyOf } from './row.js';
import { type KeyFile, openKeyFile } from './sqlite-file.js';
import { awayStore, closedStore, otherEpoch } from './store-errors.js';
import type { KeyName, KeyStore, Root, Wrapped, WrappedKey } from './store.js';

const COLUMNS = 'council, subject, generation, id, wrapped';
const SQL = {
  root: 'SELECT epoch, wrapped FROM root',
  makeRoot: 'INSERT INTO root (one, epoch, wrapped) VALUES (1, 1, ?) ON CONFLICT DO NOTHING',
  changeRoot: 'UPDATE root SET epoch = epoch + 1, wrapped = ?',
  upTo: 'SELECT up_to FROM tombstones WHERE council = ? AND subject = ?',
  find: `SELECT ${COLUMNS} FROM keys WHERE council = ? AND subject = ? AND generation = ?`,
  ofCouncil: `SELECT ${COLUMNS} FROM keys WHERE council = ?`,
  all: `SELECT ${COLUMNS} FROM keys`,
  insert: `INSERT INTO keys (${COLUMNS}) VALUES (?, ?, ?, ?, ?)`,
  change: 'UPDATE keys SET wrapped = ? WHERE council = ? AND subject = ? AND generation = ?',
  bury: `INSERT INTO tombstones (council, subject, up_to) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET up_to = max(up_to, excluded.up_to)`,
  remove: 'DELETE FROM keys WHERE council = ? AND subject = ? AND generation <= ?',
} as const;

/** A key store in one SQLite file: one process, and a commit for each call that changes anything. */
class SqliteKeyStore implements KeyStore {
  readonly #open: () => KeyFile;
  #file: KeyFile;
  #sql: Readonly<Record<keyof typeof SQL, StatementSync>>;
  #isOpen = true;
  /** Set by a failed write: what reached the disk is unknown, so the file is reopened before the next call. */
  #isDoubtful = false;

  constructor(open: () => KeyFile) {
    this.#open = open;
    this.#file = open();
    this.#sql = this.#prepare();
    // A process that ended between a destruction's commit and this line has left the old bytes in the log.
    this.#file.emptyLog();
  }

  async root(): Promise<Root | undefined> {
    return this.#reading(() => this.#root());
  }

  async makeRoot(wrapped: Uint8Array): Promise<Root> {
    return this.#writing(() => {
      this.#sql.makeRoot.run(wrapped);
      const root = this.#root();
      if (root === undefined) throw new Error('a root that was put is not there');
      return root;
    });
  }

  async find(epoch: number, names: readonly KeyName[]): Promise<readonly (WrappedKey | 'destroyed' | undefined)[]> {
    return this.#reading(() => {
      this.#check(epoch);
      return names.map((name) => this.#standing(name));
    });
  }

  async put(epoch: number, keys: readonly WrappedKey[]): Promise<readonly (WrappedKey | 'destroyed')[]> {
    return this.#writing(() => {
      this.#check(epoch);
      return keys.map((key) => {
        const standing = this.#standing(key);
        if (standing !== undefined) return standing;
        this.#sql.insert.run(key.council, key.subject, key.generation, key.id, key.wrapped);
        return key;
      });
    });
  }

  async keysOf(epoch: number, council: string): Promise<readonly WrappedKey[]> {
    return this.#reading(() => {
      this.#check(epoch);
      return this.#sql.ofCouncil.all(council).map(keyOf);
    });
  }

  async destroy({ council, subject, generation }: KeyName): Promise<void> {
    this.#writing(() => {
      if (generation > this.#upTo({ council, subject })) this.#sql.bury.run(council, subject, generation);
      this.#sql.remove.run(council, subject, generation);
    });
    this.#shred();
  }

  async rewrap(change: (all: Wrapped) => Wrapped): Promise<number> {
    const count = this.#writing(() => {
      const root = this.#root();
      if (root === undefined) return 0;
      const after = rewrapped({ root: root.wrapped, keys: this.#sql.all.all().map(keyOf) }, change);
      this.#sql.changeRoot.run(after.root);
      for (const { wrapped, council, subject, generation } of after.keys) {
        this.#sql.change.run(wrapped, council, subject, generation);
      }
      return after.keys.length;
    });
    this.#shred();
    return count;
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#file.release();
  }

  #prepare(): Readonly<Record<keyof typeof SQL, StatementSync>> {
    const { database } = this.#file;
    const statements = Object.entries(SQL).map(([name, sql]) => [name, database.prepare(sql)] as const);
    return Object.fromEntries(statements) as Record<keyof typeof SQL, StatementSync>;
  }

  #root(): Root | undefined {
    const row = this.#sql.root.get();
    return row && { epoch: Number(row['epoch']), wrapped: row['wrapped'] as Uint8Array };
  }

  #upTo({ council, subject }: Omit<KeyName, 'generation'>): number {
    return Number(this.#sql.upTo.get(council, subject)?.['up_to'] ?? 0);
  }

  #standing(name: KeyName): WrappedKey | 'destroyed' | undefined {
    if (name.generation <= this.#upTo(name)) return 'destroyed';
    const row = this.#sql.find.get(name.council, name.subject, name.generation);
    return row && keyOf(row);
  }

  #check(epoch: number): void {
    if (epoch !== this.#root()?.epoch) throw otherEpoch();
  }

  /** Each destruction and each opening repeats this, so the next one finishes what fails here. */
  #shred(): void {
    const isEmpty = this.#guarded(() => this.#file.emptyLog());
    if (!isEmpty) throw awayStore('the key store is being read by another program; stop that one');
  }

  #makeSound(): void {
    if (!this.#isOpen) throw closedStore();
    if (!this.#isDoubtful) return;
    try {
      this.#file.release();
      this.#file = this.#open();
      this.#sql = this.#prepare();
      this.#isDoubtful = false;
    } catch (error) {
      throw awayStore(`the key store cannot be opened again: ${(error as Error).message}`, error);
    }
  }

  #reading<Answer>(read: () => Answer): Answer {
    this.#makeSound();
    return this.#guarded(read);
  }

  #writing<Answer>(write: () => Answer): Answer {
    this.#makeSound();
    return this.#guarded(() => {
      const { database } = this.#file;
      database.exec('BEGIN IMMEDIATE');
      try {
        const answer = write();
        database.exec('COMMIT');
        return answer;
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
    });
  }

  /** What the file itself throws becomes VaultUnavailableError, and the file is reopened next time. */
  #guarded<Answer>(work: () => Answer): Answer {
    try {
      return work();
    } catch (error) {
      if ((error as { errcode?: unknown }).errcode === undefined) throw error;
      this.#isDoubtful = true;
      throw awayStore(`the key store cannot be used: ${(error as Error).message}`, error);
    }
  }
}

/** Opens a key store in a file, or makes it, readable by its owner alone. Throws VaultOpenError. */
export async function openSqliteKeyStore(file: string, version = process.versions['sqlite'] ?? '0'): Promise<KeyStore> {
  return new SqliteKeyStore(() => openKeyFile(file, version));
}

/** A STORAGE SHAPE: the table of events as every SQLite file of this room has it, to the letter. A change is a migration. */
export const EVENTS_TABLE = `CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  council TEXT NOT NULL,
  revision INTEGER NOT NULL,
  type TEXT NOT NULL,
  occurred_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  meta TEXT NOT NULL,
  payload TEXT NOT NULL,
  digest TEXT NOT NULL,
  UNIQUE (council, revision)
) STRICT`;

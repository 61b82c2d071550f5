const events = (more = ''): string => `CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  council TEXT NOT NULL,
  revision INTEGER NOT NULL,
  type TEXT NOT NULL,
  occurred_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  meta TEXT NOT NULL,
  payload TEXT NOT NULL,
  digest TEXT NOT NULL,${more}
  UNIQUE (council, revision)
) STRICT`;

/** A STORAGE SHAPE: the table of events as a ledger's file has it, to the letter. A change is a migration. */
export const EVENTS_TABLE = events();

/** A STORAGE SHAPE: the same as a journal has it, each row with a sum of its values. A change is another form of journal. */
export const SUMMED_EVENTS_TABLE = events('\n  sum INTEGER NOT NULL,');

/** Form of the tables; a store of a newer form is refused. */
export const FORM = 1;

/** Any number, the same for all replicas: the first to open the store creates the tables, the others wait. */
export const MAKING_LOCK = '7310023411258369';

/** For writing the tables anew and for re-wrapping all keys, milliseconds. */
export const LONG_MS = 600_000;

const MAKE = `
CREATE SCHEMA IF NOT EXISTS evenhand_vault;
CREATE TABLE evenhand_vault.state (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  form integer NOT NULL,
  epoch bigint NOT NULL DEFAULT 0,
  wrapped bytea,
  destructions bigint NOT NULL DEFAULT 0,
  shredded bigint NOT NULL DEFAULT 0
);
CREATE TABLE evenhand_vault.keys (
  council text NOT NULL,
  subject text NOT NULL,
  generation bigint NOT NULL,
  id text NOT NULL,
  wrapped bytea NOT NULL,
  PRIMARY KEY (council, subject, generation)
);
CREATE TABLE evenhand_vault.tombstones (
  council text NOT NULL,
  subject text NOT NULL,
  up_to bigint NOT NULL,
  PRIMARY KEY (council, subject)
);
INSERT INTO evenhand_vault.state (form) VALUES (${FORM});`;

const KEY = 'k.council, k.subject, k.generation, k.id, k.wrapped';

/**
 * Every statement that the store sends. `state` is one row, and its lock orders those who create, destroy and re-wrap
 * keys.
 */
export const SQL = {
  session: `SELECT pg_is_in_recovery() AS is_standby, current_setting('fsync') AS fsync,
    CASE current_setting('synchronous_commit') WHEN 'off' THEN set_config('synchronous_commit', 'on', false) END`,
  lockMaking: 'SELECT pg_advisory_xact_lock($1::bigint)',
  isMade: "SELECT to_regclass('evenhand_vault.state') IS NOT NULL AS made",
  make: MAKE,
  state: 'SELECT form, epoch, wrapped, destructions, shredded FROM evenhand_vault.state',
  makeRoot: 'UPDATE evenhand_vault.state SET epoch = 1, wrapped = $1 WHERE wrapped IS NULL',
  shareState: 'SELECT epoch FROM evenhand_vault.state FOR SHARE',
  lockState: 'SELECT epoch, wrapped FROM evenhand_vault.state FOR UPDATE',
  find: `SELECT s.epoch, n.at, n.generation <= t.up_to AS destroyed, ${KEY}
    FROM evenhand_vault.state s
    LEFT JOIN unnest($1::text[], $2::text[], $3::bigint[]) WITH ORDINALITY AS n (council, subject, generation, at) ON true
    LEFT JOIN evenhand_vault.tombstones t ON (t.council, t.subject) = (n.council, n.subject)
    LEFT JOIN evenhand_vault.keys k ON (k.council, k.subject, k.generation) = (n.council, n.subject, n.generation)
    ORDER BY n.at`,
  // In order of the names, so that two processes that create the same keys do not deadlock.
  insert: `INSERT INTO evenhand_vault.keys (council, subject, generation, id, wrapped)
    SELECT n.council, n.subject, n.generation, n.id, n.wrapped
    FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::bytea[]) AS n (council, subject, generation, id, wrapped)
    WHERE NOT EXISTS (
      SELECT FROM evenhand_vault.tombstones t
      WHERE t.council = n.council AND t.subject = n.subject AND t.up_to >= n.generation
    )
    ORDER BY n.council, n.subject, n.generation
    ON CONFLICT DO NOTHING`,
  ofCouncil: `SELECT s.epoch, ${KEY} FROM evenhand_vault.state s LEFT JOIN evenhand_vault.keys k ON k.council = $1`,
  all: `SELECT ${KEY} FROM evenhand_vault.keys k`,
  bury: `INSERT INTO evenhand_vault.tombstones AS t (council, subject, up_to) VALUES ($1, $2, $3)
    ON CONFLICT (council, subject) DO UPDATE SET up_to = excluded.up_to WHERE t.up_to < excluded.up_to`,
  remove: 'DELETE FROM evenhand_vault.keys WHERE council = $1 AND subject = $2 AND generation <= $3 RETURNING 1',
  change: `UPDATE evenhand_vault.keys AS k SET wrapped = n.wrapped
    FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::bytea[]) AS n (council, subject, generation, id, wrapped)
    WHERE (k.council, k.subject, k.generation, k.id) = (n.council, n.subject, n.generation, n.id)
    RETURNING 1`,
  changeRoot: 'UPDATE evenhand_vault.state SET epoch = epoch + 1, wrapped = $1, destructions = destructions + 1',
  countDestruction: 'UPDATE evenhand_vault.state SET destructions = destructions + 1',
  // Writes the tables anew and removes the old files: a plain VACUUM leaves the bytes of removed rows in its pages.
  rewrite: 'VACUUM (FULL) evenhand_vault.keys, evenhand_vault.state',
  waitLong: `SET statement_timeout = ${LONG_MS}`,
  waitLongNow: `SET LOCAL statement_timeout = ${LONG_MS}`,
  waitAsUsual: 'RESET statement_timeout',
  noteShredded: 'UPDATE evenhand_vault.state SET shredded = greatest(shredded, $1)',
} as const;

import { join } from 'node:path';
import { getSQLiteEventStore, readMessagesBatch, sqliteConnection } from '@event-driven-io/emmett-sqlite';
import { run } from '../run.mjs';

const PAGE = 1_000;
const fileName = join(process.argv[2], 'emmett.sqlite');
const store = getSQLiteEventStore({ fileName, schema: { autoMigration: 'CreateOrUpdate' } });

/** Its commit sometimes meets its own unfinished PRAGMA and fails as busy; a retry succeeds. */
async function append(stream, type, data, metadata) {
  for (;;) {
    try {
      return await store.appendToStream(stream, [{ type, data, metadata }]);
    } catch (error) {
      if (error.code !== 'SQLITE_BUSY') throw error;
    }
  }
}

// It also prints that error, which is noise here.
console.log = () => undefined;

await run({
  append,
  async readAll() {
    const connection = sqliteConnection({ fileName });
    let read = 0;
    for (let after = 0n; ;) {
      const { messages, currentGlobalPosition } = await readMessagesBatch(connection, { after, batchSize: PAGE });
      if (messages.length === 0) return read;
      read += messages.length;
      after = currentGlobalPosition;
    }
  },
});

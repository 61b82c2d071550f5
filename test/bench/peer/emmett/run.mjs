import { join } from 'node:path';
import { getSQLiteEventStore, readMessagesBatch, sqliteConnection } from '@event-driven-io/emmett-sqlite';
import { run } from '../run.mjs';

const PAGE = 1_000;
const fileName = join(process.argv[2], 'emmett.sqlite');
const store = getSQLiteEventStore({ fileName, schema: { autoMigration: 'CreateOrUpdate' } });

await run({
  append: (stream, type, data, metadata) => store.appendToStream(stream, [{ type, data, metadata }]),
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

import { join } from 'node:path';
import { SqliteStore } from '@rotorsoft/act-sqlite';
import { run } from '../run.mjs';

const PAGE = 1_000;
const store = new SqliteStore({ url: `file:${join(process.argv[2], 'act.sqlite')}` });
await store.seed();

await run({
  append: (stream, name, data, meta) =>
    store.commit(stream, [{ name, data }], { correlation: 'c', causation: {}, ...meta }),
  async readAll() {
    let read = 0;
    let after = -1;
    for (;;) {
      const before = read;
      const look = (event) => {
        read += 1;
        after = event.id;
      };
      await store.query(look, { after, limit: PAGE });
      if (read === before) return read;
    }
  },
});

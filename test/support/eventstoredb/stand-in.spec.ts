import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { EventStoreDBClient } from '@eventstore/db-client';
import { notRun } from '../not-run.js';
import { appendingFacts, deletingFacts, readingFacts } from './stand-in-facts.js';
import { type StandIn, startStandIn } from './stand-in.js';
import { serverForTests } from './target.js';

const facts = [...appendingFacts, ...readingFacts, ...deletingFacts];
const credentials = { username: 'admin', password: 'changeit' };

describe('the stand-in answers as the server does', () => {
  let server: StandIn;
  beforeAll(async () => {
    server = await startStandIn();
  });
  afterAll(() => server.stop());

  for (const fact of facts) {
    it(fact.name, async () => {
      const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`);
      await fact.run(client, { credentials });
      await client.dispose();
    });
  }
});

const target = await serverForTests();

describe('the server itself answers so', () => {
  if (target.url === null) {
    it('in every fact', () => {
      notRun('eventstoredb: facts on the server itself', target.reason);
    });
    return;
  }
  afterAll(target.stop);
  for (const fact of facts) {
    it(fact.name, async () => {
      const client = EventStoreDBClient.connectionString(target.url);
      await fact.run(client, { credentials });
      await client.dispose();
    });
  }
});

import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { EventStoreDBClient } from '@eventstore/db-client';
import { notRun } from '../not-run.js';
import { appendingFacts, deletingFacts, readingFacts } from './stand-in-facts.js';
import { type StandIn, startStandIn } from './stand-in.js';
import { NO_SERVER, givenServer } from './target.js';

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

describe('the server itself answers so', () => {
  if (givenServer === undefined) {
    it('in every fact', () => {
      notRun('eventstoredb facts', NO_SERVER);
    });
    return;
  }
  for (const fact of facts) {
    it(fact.name, async () => {
      const client = EventStoreDBClient.connectionString(givenServer ?? '');
      await fact.run(client, { credentials });
      await client.dispose();
    });
  }
});

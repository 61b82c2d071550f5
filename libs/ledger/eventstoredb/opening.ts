import { EventStoreDbLedger, JOURNAL_ADVICE } from './eventstoredb.js';
import { REFUSALS } from './failure.js';
import { Follower, findingEntry } from './follower.js';
import { Link } from './link.js';
import type { EventStoreLedger, EventStoreLedgerOptions } from './options.js';
import { aborted, within } from './wait.js';
import { Journal } from '../journal/journal.js';
import { LedgerOpenError } from '../port.js';

/** See openEventStoreLedger. */
export async function openLedger(options: EventStoreLedgerOptions): Promise<EventStoreLedger> {
  const given = {
    log: () => undefined,
    prefix: 'evenhand-',
    deadlineMs: 5_000,
    attemptMs: 2_000,
    beatMs: 1_000,
    maxWaiting: 10_000,
    ...options,
  };
  const { url, prefix, attemptMs: idleMs, beatMs, log } = given;
  const journal = new Journal(options.journalPath, `${prefix}*`, (damage) => {
    log({ level: 'error', message: `the journal is damaged: ${damage}; ${JOURNAL_ADVICE}` });
  });
  try {
    const link = new Link({ url, patienceMs: idleMs, log });
    const follower = new Follower({ link, prefix, journal, idleMs, beatMs, log });
    for (const finding of journal.findings()) log(findingEntry(finding));
    follower.start();
    await within(given.deadlineMs, (late) => Promise.race([link.firstContact, aborted(late)]));
    const problem = openingProblem(link);
    if (problem === undefined) return new EventStoreDbLedger({ ...given, journal, link, follower });
    await follower.close();
    throw problem;
  } catch (error) {
    journal.close();
    throw error;
  }
}

function openingProblem({ state, reason, failure }: Link): LedgerOpenError | undefined {
  if (state === 'diverged')
    return new LedgerOpenError(`${reason}; if that is meant, delete the journal and it is built anew`);
  if (failure?.kind !== 'denied' && failure?.kind !== 'untrusted') return undefined;
  return new LedgerOpenError(`${REFUSALS[failure.kind]} (${reason})`);
}

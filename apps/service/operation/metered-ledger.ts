import type { Ledger } from '#lib/ledger/index.js';
import type { Metrics } from './metrics.js';

/** The same ledger, its appends timed. */
export function meteredLedger(ledger: Ledger, metrics: Metrics): Ledger {
  return {
    capabilities: ledger.capabilities,
    async append(council, events, options) {
      const startedAt = performance.now();
      const seconds = (): number => (performance.now() - startedAt) / 1000;
      try {
        const result = await ledger.append(council, events, options);
        metrics.appended(result.ok ? 'stored' : 'refused', seconds(), events.length);
        return result;
      } catch (error) {
        metrics.appended('failed', seconds(), events.length);
        throw error;
      }
    },
    restore: (events, onPage) => ledger.restore(events, onPage),
    readCouncil: (council, after) => ledger.readCouncil(council, after),
    readAll: (after) => ledger.readAll(after),
    readTypes: (types, after) => ledger.readTypes(types, after),
    follow: (after, signal) => ledger.follow(after, signal),
    revision: (council) => ledger.revision(council),
    head: () => ledger.head(),
    councils: () => ledger.councils(),
    close: () => ledger.close(),
  };
}

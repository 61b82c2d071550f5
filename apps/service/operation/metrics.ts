import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Watch } from '#lib/application/index.js';
import type { EventStoreStatus } from '#lib/ledger/index.js';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const LINK_STATES = ['following', 'rebuilding', 'away', 'diverged', 'closed'] as const;
const LEVELS = ['BREACH', 'WARN', 'INFO'] as const;

/** Open and all findings of a council by level. */
export type FindingTotals = Readonly<
  Record<(typeof LEVELS)[number], { readonly open: number; readonly total: number }>
>;

type AppendOutcome = 'stored' | 'refused' | 'failed';

/** The metrics of the service. Labels come only from closed lists: never a council, a person, a token or a request's text. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #appends: Histogram<'outcome'>;
  readonly #events: Counter;
  readonly #projections: Histogram<'projection'>;
  readonly #folds: Histogram<'step'>;
  readonly #refusals: Counter<'code'>;
  readonly #lost: Counter<'why'>;
  /** By council, so that no council counts twice; only the sums are exported. */
  readonly #findings = new Map<string, FindingTotals>();

  constructor(journal?: () => EventStoreStatus) {
    const registers = [this.#registry];
    this.#appends = new Histogram({
      name: 'evenhand_append_seconds',
      help: 'Time until an append was durable, refused or failed.',
      labelNames: ['outcome'],
      buckets: SECONDS,
      registers,
    });
    this.#events = new Counter({ name: 'evenhand_appended_events_total', help: 'Events appended.', registers });
    this.#projections = new Histogram({
      name: 'evenhand_projection_seconds',
      help: 'Time to answer a projection: reading what is new, folding and judging.',
      labelNames: ['projection'],
      buckets: SECONDS,
      registers,
    });
    this.#folds = new Histogram({
      name: 'evenhand_fold_seconds',
      help: 'Time of folding and judging alone: for a projection (fold), for a permission (decide).',
      labelNames: ['step'],
      buckets: SECONDS,
      registers,
    });
    this.#refusals = new Counter({
      name: 'evenhand_refusals_total',
      help: 'Requests that ended with a problem document, by its kind.',
      labelNames: ['code'],
      registers,
    });
    this.#lost = new Counter({
      name: 'evenhand_unopened_events_total',
      help: 'Events with a sealed value that was not erased but cannot be opened: it is damaged, or its key is lost.',
      labelNames: ['why'],
      registers,
    });
    for (const why of ['lost', 'damaged'] as const) this.#lost.inc({ why }, 0);
    this.#showFindings();
    if (journal !== undefined) this.#showJournal(journal);
  }

  /** Adds the metrics of the process: memory, processor time, event loop. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.#registry });
  }

  appended(outcome: AppendOutcome, seconds: number, events: number): void {
    this.#appends.observe({ outcome }, seconds);
    if (outcome === 'stored') this.#events.inc(events);
  }

  /** `projection` must be the name of a projection that exists. */
  projected(projection: string, seconds: number): void {
    this.#projections.observe({ projection }, seconds);
  }

  /** Times what is pure: nothing is waited for in it. */
  readonly watch: Watch = (step) => {
    if (step === 'wait') return () => undefined;
    const startedAt = performance.now();
    return () => this.#folds.observe({ step }, (performance.now() - startedAt) / 1000);
  };

  lost(why: 'lost' | 'damaged'): void {
    this.#lost.inc({ why });
  }

  refused(code: string): void {
    this.#refusals.inc({ code });
  }

  /** Stores the current findings of an existing council. */
  found(council: string, totals: FindingTotals): void {
    this.#findings.set(council, totals);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** All metrics in the text format of Prometheus. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #showFindings(): void {
    const findings = this.#findings;
    const gauge: Gauge<'level' | 'state'> = new Gauge({
      name: 'evenhand_findings',
      help: 'Findings by level, over all councils whose current findings were read since the start.',
      labelNames: ['level', 'state'],
      registers: [this.#registry],
      collect() {
        for (const level of LEVELS) {
          const totals = [...findings.values()].map((found) => found[level]);
          const open = totals.reduce((sum, one) => sum + one.open, 0);
          const all = totals.reduce((sum, one) => sum + one.total, 0);
          gauge.set({ level, state: 'open' }, open);
          gauge.set({ level, state: 'resolved' }, all - open);
        }
      },
    });
  }

  #showJournal(journal: () => EventStoreStatus): void {
    const registers = [this.#registry];
    const show = (name: string, help: string, read: (status: EventStoreStatus) => number): void => {
      const gauge: Gauge = new Gauge({ name, help, registers, collect: () => gauge.set(read(journal())) });
    };
    show('evenhand_journal_progress_ratio', 'Part of the store that the journal holds, 0 to 1.', (one) => one.progress);
    show('evenhand_journal_lag_bytes', "Bytes of the store's log that the journal has not read yet.", lagOf);
    show('evenhand_stream_findings', 'Streams whose history is at risk or damaged.', (one) => one.findings.length);
    const link: Gauge<'state'> = new Gauge({
      name: 'evenhand_store_link',
      help: '1 for the current state of the connection to the store.',
      labelNames: ['state'],
      registers,
      collect() {
        const { state } = journal();
        for (const one of LINK_STATES) link.set({ state: one }, one === state ? 1 : 0);
      },
    });
  }
}

/** The store's positions count bytes of its log. */
export function lagOf({ progress, storePosition }: EventStoreStatus): number {
  return Math.round((1 - progress) * Number(storePosition ?? 0n));
}

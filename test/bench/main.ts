// `npm run bench`: ratios measured in one run, each with its goal and its floor. What the settings are: --help.
import { appendAgainstBare, fillAgainstBare, readAgainstBare } from './event-store.bench.js';
import { MeasuredStore } from './event-store.js';
import { againstRaw, againstSmall } from './append.bench.js';
import { Workshop, makeLedger } from './ledgers.js';
import { replayAgainstBefore } from './before.bench.js';
import { writeClosure } from './closure.bench.js';
import { type Measured, type NotRun, sizesOfRun } from './measure.js';
import { againstPeers, readingAgainstPeers } from './peers.bench.js';
import { againstScan } from './read.bench.js';
import { rebuildAgainstScan } from './rebuild.bench.js';
import { sealedAppends, sealedFold } from './sealing.bench.js';
import { openBigAgainstSmall, serviceStart } from './start.bench.js';
import { type Bound, HEADER, printRow } from './table.js';
import { openAgainstBare, sealAgainstBare } from './vault.bench.js';

const HELP = `Measures ratios in one run and prints a row for each. Settings, all from the environment:
  EVENHAND_BENCH_ONLY    rows wanted, such as G1,G2; all by default
  EVENHAND_BENCH_ROUNDS  rounds of each comparison (5)
  EVENHAND_BENCH_EVENTS  events of the big ledger (1000000)
  EVENHAND_BENCH_COMMITS single durable commits a slice (1000)
  EVENHAND_BENCH_PEERS   other event stores to compare with: act,emmett (both), none for none
  EVENHAND_BENCH_FOLDER  folder on the disk to measure (that for temporary files)
  EVENHAND_BENCH_BEFORE  folder of another build, for B1
  EVENTSTOREDB_URL       server to measure E1 to E5 on; else the tests' stand-in, and the row says so
A run of seconds: EVENHAND_BENCH_ROUNDS=3 EVENHAND_BENCH_EVENTS=10000 EVENHAND_BENCH_COMMITS=100
`;

const SMALL_EVENTS = 1_000;
const sizes = sizesOfRun();
const workshop = new Workshop();
const path = { big: workshop.path('big.sqlite'), small: workshop.path('small.sqlite') };
const store = new MeasuredStore(workshop);
let areMade = false;

/** The ledgers that several rows share, made when the first of them asks. */
async function made(): Promise<typeof path> {
  if (!areMade) {
    process.stderr.write(`writing a ledger of ${sizes.events} events\n`);
    await makeLedger(path.small, SMALL_EVENTS);
    await makeLedger(path.big, sizes.events);
    areMade = true;
  }
  return path;
}

interface Benchmark {
  readonly id: string;
  readonly what: string;
  readonly goal: Bound;
  readonly floor: Bound;
  readonly measure: () => Promise<Measured | NotRun>;
}

const benchmarks: readonly Benchmark[] = [
  {
    id: 'G1',
    what: '1 writer ÷ node:sqlite, 1 row a commit',
    goal: { atLeast: 0.8 },
    floor: { atLeast: 0.65 },
    measure: () => againstRaw(workshop, sizes, 1),
  },
  {
    id: 'G2',
    what: '64 writers ÷ node:sqlite, 64 rows a commit',
    goal: { atLeast: 0.6 },
    floor: { atLeast: 0.45 },
    measure: () => againstRaw(workshop, sizes, 64),
  },
  {
    id: 'G3',
    what: '64 writers ÷ best peer',
    goal: { atLeast: 12 },
    floor: { atLeast: 8 },
    measure: () => againstPeers(workshop, sizes, 64),
  },
  {
    id: 'G4',
    what: '1 writer ÷ best peer',
    goal: { atLeast: 1.5 },
    floor: { atLeast: 1.2 },
    measure: () => againstPeers(workshop, sizes, 1),
  },
  {
    id: 'G7',
    what: 'reading all ÷ scan of the file',
    goal: { atLeast: 0.85 },
    floor: { atLeast: 0.7 },
    measure: async () => againstScan(sizes, (await made()).big),
  },
  {
    id: 'G7b',
    what: 'reading all ÷ best peer',
    goal: { atLeast: 1.2 },
    floor: { atLeast: 1 },
    measure: () => readingAgainstPeers(workshop, sizes),
  },
  {
    id: 'G8',
    what: 'rebuild of all projections ÷ scan of the file',
    goal: { atLeast: 0.3 },
    floor: { atLeast: 0.2 },
    measure: async () => rebuildAgainstScan(sizes, (await made()).big),
  },
  {
    id: 'G10',
    what: `median append at ${sizes.events} events ÷ at ${SMALL_EVENTS}`,
    goal: { atMost: 1.25 },
    floor: { atMost: 1.5 },
    measure: async () => againstSmall(sizes, await made()),
  },
  {
    id: 'G11a',
    what: `opening at ${sizes.events} events ÷ at ${SMALL_EVENTS}`,
    goal: { atMost: 3 },
    floor: { atMost: 5 },
    measure: async () => openBigAgainstSmall(sizes, await made()),
  },
  {
    id: 'G11b',
    what: 'seconds from process start to the first 200',
    goal: { atMost: 3 },
    floor: { atMost: 5 },
    measure: () => serviceStart(sizes),
  },
  {
    id: 'G12',
    what: 'files of ours that a write loads',
    goal: { atMost: 60 },
    floor: { atMost: 60 },
    measure: writeClosure,
  },
  {
    id: 'B1',
    what: 'cold replay of 500 events ÷ the build before',
    goal: { atMost: 1.1 },
    floor: { atMost: 1.25 },
    measure: () => replayAgainstBefore(workshop, sizes),
  },
  {
    id: 'E1',
    what: '1 writer on EventStoreDB ÷ its client bare',
    goal: { atLeast: 0.6 },
    floor: { atLeast: 0.4 },
    measure: () => appendAgainstBare(store, sizes, 1),
  },
  {
    id: 'E2',
    what: '8 writers on EventStoreDB ÷ its client bare',
    goal: { atLeast: 0.5 },
    floor: { atLeast: 0.35 },
    measure: () => appendAgainstBare(store, sizes, 8),
  },
  {
    id: 'E3',
    what: '64 writers on EventStoreDB ÷ its client bare',
    goal: { atLeast: 0.5 },
    floor: { atLeast: 0.35 },
    measure: () => appendAgainstBare(store, sizes, 64),
  },
  {
    id: 'E4',
    what: 'filling a journal ÷ a bare subscription',
    goal: { atLeast: 0.6 },
    floor: { atLeast: 0.4 },
    measure: () => fillAgainstBare(store, sizes),
  },
  {
    id: 'E5',
    what: 'reading all from the journal ÷ the client bare',
    goal: { atLeast: 8 },
    floor: { atLeast: 4 },
    measure: () => readAgainstBare(store, sizes),
  },
  {
    id: 'V1',
    what: 'sealing a value ÷ bare AES-256-GCM',
    goal: { atLeast: 0.3 },
    floor: { atLeast: 0.2 },
    measure: () => sealAgainstBare(sizes),
  },
  {
    id: 'V2',
    what: 'opening a value ÷ bare AES-256-GCM',
    goal: { atLeast: 0.5 },
    floor: { atLeast: 0.35 },
    measure: () => openAgainstBare(sizes),
  },
  {
    id: 'V3',
    what: 'recording a sealed value ÷ recording without one',
    goal: { atLeast: 0.7 },
    floor: { atLeast: 0.5 },
    measure: () => sealedAppends(workshop, sizes),
  },
  {
    id: 'V4',
    what: 'reading and folding sealed events ÷ plain ones',
    goal: { atLeast: 0.4 },
    floor: { atLeast: 0.25 },
    measure: () => sealedFold(sizes),
  },
];

async function main(): Promise<void> {
  const only = process.env['EVENHAND_BENCH_ONLY']?.split(',');
  process.stdout.write(`${HEADER}\n`);
  try {
    for (const benchmark of benchmarks) {
      if (only === undefined || only.includes(benchmark.id)) printRow(benchmark, await benchmark.measure());
    }
  } finally {
    await store.stop();
    workshop.remove();
  }
}

if (process.argv.includes('--help')) process.stdout.write(HELP);
else await main();

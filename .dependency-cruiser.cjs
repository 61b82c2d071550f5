// Who may import whom. Each rule's comment says what to do instead; test/architecture plants a breach of each.

const tests = '\\.spec\\.ts$|^test/|^libs/ledger/contract/';
const packages = '(^|/)node_modules/';

/** What each room may import beside itself and npm packages. A new room needs a line here. */
const rooms = {
  kernel: { may: [], instead: 'The kernel knows no room: what it needs comes in as an argument.' },
  fairness: { may: [], instead: 'The mathematics knows no room: hand it plain counts.' },
  protocol: {
    may: ['kernel'],
    instead: 'A pack is data about rules: let the rule read the pack, not the other way about.',
  },
  features: {
    may: ['kernel', 'protocol'],
    instead: 'A feature folds and judges; whatever composes, stores or sends belongs to council, bus or an app.',
  },
  catalogue: {
    may: ['kernel', 'protocol', 'features'],
    instead:
      'The catalogue says what may be recorded and loads no rule: what it must know of a council comes through a port.',
  },
  council: {
    may: ['kernel', 'protocol', 'features', 'fairness', 'catalogue'],
    instead: 'The council composes features: hand it events as values and let bus or an app read the ledger.',
  },
  sqlite: { may: [], instead: 'libs/sqlite does not know what a file holds: the ledger or the vault defines that.' },
  ledger: {
    may: ['kernel', 'sqlite'],
    instead: 'A ledger stores envelopes and knows no event: let bus or an app check payloads first.',
  },
  temporary: {
    may: ['kernel', 'sqlite'],
    instead: 'The temporary store keeps values until their end and knows no event: let an app say what they are.',
  },
  vault: {
    may: ['kernel', 'sqlite'],
    instead: 'The vault seals values and knows no event: let bus or an app say what is sealed, and for whom.',
  },
  sealing: {
    may: ['kernel', 'protocol', 'catalogue', 'council', 'vault'],
    instead: 'Sealing joins council and vault: let bus or an app read and write the ledger.',
  },
  'event-file': {
    may: ['kernel', 'catalogue', 'exchange'],
    instead: 'A file is read into council events and nothing else: let the app replay or store them.',
  },
  exchange: {
    may: ['kernel', 'catalogue'],
    instead:
      'Exchange turns what others write into events, and events into what others read: let an app store and fetch them.',
  },
  application: {
    may: ['kernel', 'protocol', 'catalogue', 'council', 'ledger', 'vault', 'sealing'],
    instead: 'The application joins the rooms below it: take files, HTTP and adapters as arguments from the app.',
  },
  bus: {
    may: ['kernel', 'council', 'application'],
    instead: 'The bus hands messages to the application: what a message means belongs there.',
  },
};

const names = Object.keys(rooms);

const roomRules = names.map((name) => ({
  name: `${name}-imports-its-rooms-only`,
  comment: `${rooms[name].instead} libs/${name} may import: ${rooms[name].may.join(', ') || 'no room'}.`,
  severity: 'error',
  from: { path: `^libs/${name}/`, pathNot: tests },
  to: { path: '^libs/', pathNot: `^libs/(${[name, ...rooms[name].may].join('|')})/` },
}));

/** What any feature may import of the others. */
const seenByEveryFeature = [
  '^libs/features/[^/]+/events\\.ts$',
  '^libs/features/structure/(state|holders)\\.ts$',
  '^libs/features/group-support/(state|outside-parity)\\.ts$',
  '^libs/features/family\\.ts$',
];

/** A store's client is imported by one file, so that the store can be changed there alone. */
const clientRule = (name, client, home, instead) => ({
  name,
  comment: instead,
  severity: 'error',
  from: { path: '^(apps|libs)/', pathNot: [home, tests] },
  to: { path: client },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that need each other: move what both need into a third file below them.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'Nobody imports this file and it imports nothing: use it or delete it.',
      severity: 'error',
      from: { orphan: true, path: '^(apps|libs)/', pathNot: ['/main\\.ts$', '^apps/dev/', tests] },
      to: {},
    },
    {
      name: 'every-import-resolves',
      comment: 'This file does not exist: write #lib/<room>/<file>.js, or a relative path that ends in .js.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'apps-are-roots',
      comment: 'Nobody imports an app, not even another app: move what is shared into a room under libs.',
      severity: 'error',
      from: { path: '^(apps|libs)/([^/]+)/', pathNot: tests },
      to: { path: '^apps/', pathNot: '^$1/$2/' },
    },
    {
      name: 'sources-import-no-test',
      comment: 'What a test needs stays with the tests: move what both need into the source.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'sources-import-no-dev-dependency',
      comment: 'It is not there after npm ci --omit=dev: make it a dependency, or do without.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm', 'type-only'] },
    },
    {
      name: 'room-is-listed',
      comment: 'This room has no line in the table of rooms: add one that says what it may import.',
      severity: 'error',
      from: { path: '^libs/', pathNot: [`^libs/(${names.join('|')})/`, tests] },
      to: {},
    },
    ...roomRules,
    {
      name: 'rooms-are-seen-through-their-index',
      comment:
        'Import #lib/<room>/index.js; if it lacks what you need, export it there by name. What recording must not load has an entry of its own.',
      severity: 'error',
      from: { path: '^(apps|libs)/([^/]+)/', pathNot: tests },
      to: {
        path: '^libs/(?!features/|ledger/)[^/]+/',
        pathNot: [
          '^$1/$2/',
          '^libs/[^/]+/(index|record)\\.ts$',
          '^libs/((application|catalogue|council|protocol)/described|kernel/figures)\\.ts$',
        ],
      },
    },
    {
      name: 'feature-sees-only-events-of-another',
      comment:
        "Import the other family's events.ts; of state, only structure and group-support are registers that others may read, " +
        'and meetings may read that of register. Code that needs two families belongs in council: declare what you look up as a type.',
      severity: 'error',
      from: { path: '^libs/features/([^/]+)/', pathNot: [tests, '^libs/features/meetings/'] },
      to: {
        path: '^libs/features/',
        pathNot: ['^libs/features/$1/', ...seenByEveryFeature],
      },
    },
    {
      name: 'meetings-see-the-register-too',
      comment: 'Meetings may read the state of structure, group-support and register, and no other.',
      severity: 'error',
      from: { path: '^libs/features/meetings/', pathNot: tests },
      to: {
        path: '^libs/features/',
        pathNot: ['^libs/features/(meetings/|register/state\\.ts$)', ...seenByEveryFeature],
      },
    },
    {
      name: 'family-knows-no-family',
      comment: 'libs/features/family.ts says what any family is: what one family needs belongs to its own folder.',
      severity: 'error',
      from: { path: '^libs/features/[^/]+\\.ts$' },
      to: { path: '^libs/features/[^/]+/' },
    },
    {
      name: 'families-are-folded-by-council',
      comment: "Only libs/council folds families: ask the council, or read the family's events.ts.",
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ['^libs/council/', tests] },
      to: { path: '^libs/features/[^/]+/family\\.ts$' },
    },
    {
      name: 'catalogue-loads-no-rule',
      comment:
        'Recording loads no rule: the catalogue reads events.ts, and small files beside it that load no state and no rule.',
      severity: 'error',
      from: { path: '^libs/catalogue/', pathNot: tests },
      to: { path: '^libs/features/[^/]+/(family|state|rules|commands|projections)\\.ts$', reachable: true },
    },
    {
      name: 'features-import-no-node-module',
      comment: 'Events, state, rules, commands and projections are pure: take what was read as an argument.',
      severity: 'error',
      from: { path: '^libs/features/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'features-import-no-package',
      comment: 'Events, state, rules, commands and projections need the language, kernel and protocol only.',
      severity: 'error',
      from: { path: '^libs/features/', pathNot: tests },
      to: { path: packages },
    },
    {
      name: 'nest-stays-at-the-edges',
      comment:
        'Only libs/bus and apps/service know Nest and class-validator: write plain functions and let them call these.',
      severity: 'error',
      from: { path: '^libs/', pathNot: ['^libs/bus/', tests] },
      to: { path: `${packages}(@nestjs|class-validator|class-transformer|rxjs|reflect-metadata)/` },
    },
    {
      name: 'command-line-loads-no-framework',
      comment:
        'The command line must start at once: reach application, ledger and event-file directly, never through bus.',
      severity: 'error',
      from: { path: '^apps/cli/', pathNot: tests },
      to: { path: `${packages}(@nestjs|class-validator|class-transformer|rxjs|reflect-metadata)/`, reachable: true },
    },
    {
      name: 'adapters-chosen-in-apps',
      comment: 'Take a Ledger (libs/ledger/port.ts) as an argument: only an app or a test chooses which.',
      severity: 'error',
      from: { path: '^libs/', pathNot: ['^libs/ledger/', tests] },
      to: { path: '^libs/ledger/', pathNot: '^libs/ledger/(index|port)\\.ts$' },
    },
    clientRule(
      'sqlite-in-its-adapter',
      '^(node:)?sqlite$',
      '^libs/(sqlite/|ledger/(sqlite|journal)/|(vault|temporary)/sqlite[^/]*\\.ts$)',
      'Only libs/sqlite, libs/ledger/sqlite, libs/ledger/journal and sqlite*.ts of libs/vault and libs/temporary open a SQLite file: ask the port.',
    ),
    clientRule(
      'postgres-client-in-its-adapter',
      `${packages}(@types/)?pg/`,
      '^libs/(vault|temporary)/postgres\\.ts$',
      'Only postgres.ts of libs/vault and of libs/temporary speaks to PostgreSQL: ask the port.',
    ),
    clientRule(
      'development-issuer-in-its-folder',
      `${packages}(@types/)?oidc-provider/`,
      '^apps/service/access/development/',
      'Only apps/service/access/development loads oidc-provider, by import() and outside production: sign in at the issuer that the settings name.',
    ),
    clientRule(
      'sign-in-client-in-its-adapter',
      `${packages}(openid-client|jose)/`,
      '^apps/service/access/(issuer|development/[^/]+)\\.ts$',
      'Only apps/service/access/issuer.ts speaks OpenID Connect and checks tokens: ask the Issuer.',
    ),
    clientRule(
      'eventstore-client-in-its-adapter',
      `${packages}@eventstore/db-client/`,
      '^libs/ledger/eventstoredb/',
      'Only libs/ledger/eventstoredb speaks to EventStoreDB: ask the Ledger port.',
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist[^/]*/|^test/bench/peer/' },
    // `source` makes #lib/x.js of package.json "imports" the TypeScript file, as it does for the compiler and the tests.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'types', 'default'],
    },
  },
};

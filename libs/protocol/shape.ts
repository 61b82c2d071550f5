import {
  type Demand,
  type Shape,
  compare,
  date,
  flag,
  block,
  identity,
  listOf,
  oneOf,
  ordinal,
  orNull,
  quantity,
  text,
  textOrTexts,
  texts,
} from './demands.js';
import { type Block, blockAt, isBlock } from './document.js';
import type { Fault, Path } from './fault.js';

/** What every mapping may carry: where it comes from, and whether it is a reading or a default. */
const remarks: Shape = { src: texts, default: flag, inferred: flag, reason: text, note: text };

/** Clauses, or those of each kind of person whom they bind; check 2 says what is wrong with the lists. */
const textsByKind: Demand = (value) => (isBlock(value) ? null : texts(value));

const fallbackWhen: Shape = { subject_is: text, party_is: text, to: text, default: flag, reason: text };

const stepShape: Shape = {
  ...remarks,
  to: textOrTexts,
  choose: oneOf('any'),
  choose_interpretation: flag,
  action: text,
  options: texts,
  by: text,
  how: text,
  strength: oneOf('must', 'should', 'may'),
  when: text,
  unless: text,
  timing: text,
  vacant: text,
  skippable: flag,
};

const ruleShape: Shape = {
  ...remarks,
  src: textsByKind,
  stance: oneOf('must', 'must_not', 'should', 'should_not', 'may', 'right', 'noted'),
  mode: oneOf('block', 'breach', 'warn', 'record', 'by_step'),
  sev: oneOf('critical', 'high', 'medium', 'low', 'info'),
  params: block,
  softened: (value) => (typeof value === 'string' && /^AMB-\d+$/.test(value) ? null : 'the ambiguity, as AMB-nn'),
  observable: flag,
  to_be_checked: text,
};

const routeShape: Shape = {
  ...remarks,
  steps: listOf(block),
  variants: block,
  parallel: flag,
  flag: oneOf('ROUTE_SELF_REFERRAL'),
  fallback_when: block,
  scope: text,
};

const deadlineShape: Shape = {
  ...remarks,
  days: orNull(quantity),
  months: quantity,
  month: quantity,
  unit: oneOf('working', 'calendar'),
  counting: oneOf('beginning_with', 'within'),
  from: text,
  timing: text,
  basis: text,
  event: text,
  date,
  at_least: flag,
  hard_stop: text,
  effect: oneOf('record', 'warn', 'breach', 'breach_if_step_taken_first'),
};

const entryShape: Shape = {
  date,
  minute: orNull(text),
  signed_by_role: orNull(text),
  evidence: oneOf('complete', 'year_only', 'missing'),
};

const roleShape: Shape = {
  ...remarks,
  title: text,
  also: text,
  also_called: texts,
  kind: oneOf('officer', 'member', 'external', 'body'),
  capacity: text,
  optional: flag,
};

const blockShapes: Readonly<Record<string, Shape>> = {
  pack: {
    id: identity,
    tag: text,
    version: text,
    revision: ordinal,
    catalogue: ordinal,
    overlay: flag,
    state: oneOf('drafted', 'adopted', 'reviewed_overdue'),
    effective_from: orNull(date),
  },
  council: {
    name: text,
    tier: orNull(text),
    principal_authority: orNull(text),
    principal_authority_note: text,
    executive: text,
  },
  source: { file: orNull(text), title: text, instrument: text, place: orNull(text), status: text, clauses: texts },
  reading: { ...remarks, default_modality: text, officer_scope: text, councillor_scope: texts },
  companions: { ...remarks, list: texts },
  adoption: { ...remarks, evidence: text, entries: listOf(block) },
  review: {
    ...remarks,
    basis: oneOf('fixed_date', 'annual', 'event', 'continuous_monitoring', 'none'),
    trigger_event: text,
    anchor_month: quantity,
    by: texts,
    last: orNull(date),
    next: orNull(date),
  },
  calendar: {
    ...remarks,
    working_days: oneOf('england_and_wales', 'scotland', 'northern_ireland'),
    day_zero: oneOf('receipt'),
    timezone: oneOf('Europe/London'),
  },
  groups: { ...remarks, expected: text, minimum_size: quantity, ungrouped_get_notices: flag, dangling: block },
  fairness: {
    ...remarks,
    units: listOf(oneOf('group', 'councillor')),
    volume_is_finding: flag,
    expected_skew: text,
    office_holder_briefings_counted_with_group: flag,
  },
};

/** Blocks of named entries, each of one shape. */
const entryShapes: Readonly<Record<string, Shape>> = {
  roles: roleShape,
  rules: ruleShape,
  routes: routeShape,
  silent_routes: { ...remarks, fallback: text, fallback_when: block },
  deadlines: deadlineShape,
};

const required: Readonly<Record<string, readonly string[]>> = {
  pack: ['id', 'tag', 'version', 'state', 'effective_from'],
  council: ['name'],
  source: ['title', 'status'],
  review: ['basis', 'last', 'next'],
  calendar: ['working_days'],
  groups: ['minimum_size'],
  fairness: ['units'],
  roles: ['title', 'kind'],
  rules: ['stance', 'mode', 'sev'],
};

const blocks = ['schema', ...Object.keys(blockShapes), ...Object.keys(entryShapes), 'silent', 'visibility'];
const demandedBlocks = [
  'pack',
  'council',
  'source',
  'review',
  'calendar',
  'groups',
  'fairness',
  'rules',
  'silent',
  'routes',
  'silent_routes',
];

function compareSteps(steps: unknown, path: Path): Fault[] {
  if (!Array.isArray(steps)) return [{ path, wrong: 'no list of steps', right: 'a list of steps' }];
  return steps.flatMap((step: unknown, index) => {
    const faults = compare(step, stepShape, [...path, index], ['strength']);
    const hasAim = isBlock(step) && (Object.hasOwn(step, 'to') || Object.hasOwn(step, 'action'));
    return hasAim
      ? faults
      : [...faults, { path: [...path, index], wrong: 'a step to nobody', right: 'a `to` or an `action`' }];
  });
}

function compareRoute(route: Block, path: Path): Fault[] {
  const variants = blockAt(route, 'variants');
  const faults = Object.entries(variants).flatMap(([kind, steps]) => compareSteps(steps, [...path, 'variants', kind]));
  if (Object.hasOwn(route, 'steps')) faults.push(...compareSteps(route['steps'], [...path, 'steps']));
  if (Object.hasOwn(route, 'steps') === Object.hasOwn(route, 'variants')) {
    faults.push({ path, wrong: 'steps and variants, or neither', right: 'either `steps` or `variants`' });
  }
  return [...faults, ...compareFallback(route, path)];
}

function compareFallback(entry: Block, path: Path): Fault[] {
  if (!Object.hasOwn(entry, 'fallback_when')) return [];
  const place = [...path, 'fallback_when'];
  const faults = compare(entry['fallback_when'], fallbackWhen, place, ['to']);
  const rule = blockAt(entry, 'fallback_when');
  const subjects = ['subject_is', 'party_is'].filter((key) => Object.hasOwn(rule, key));
  if (subjects.length === 1) return faults;
  return [...faults, { path: place, wrong: 'not one person', right: 'either `subject_is` or `party_is`' }];
}

function compareEntries(document: Block, name: string, shape: Shape): Fault[] {
  return Object.entries(blockAt(document, name)).flatMap(([id, entry]) => {
    const path = [name, id];
    const faults = compare(entry, shape, path, required[name]);
    if (!isBlock(entry)) return faults;
    if (name === 'routes') faults.push(...compareRoute(entry, path));
    if (name === 'silent_routes') faults.push(...compareFallback(entry, path));
    return faults;
  });
}

function compareBlocks(document: Block): Fault[] {
  const faults: Fault[] = [];
  for (const key of Object.keys(document)) {
    if (!blocks.includes(key))
      faults.push({ path: [key], wrong: `unknown block ${key}`, right: `one of ${blocks.join(', ')}` });
  }
  for (const key of demandedBlocks) {
    if (!Object.hasOwn(document, key))
      faults.push({ path: [], wrong: `no block ${key}`, right: `the block ${key}, empty if need be` });
  }
  for (const key of [...Object.keys(entryShapes), 'visibility']) {
    if (Object.hasOwn(document, key) && !isBlock(document[key]))
      faults.push({ path: [key], wrong: 'no mapping', right: 'a mapping' });
  }
  return faults;
}

/** Returns every fault of a document against the shape of this schema. */
export function checkShape(document: unknown): Fault[] {
  if (!isBlock(document)) return [{ path: [], wrong: 'no mapping', right: 'one YAML mapping' }];
  if (document['schema'] !== 'protocol-pack/v1') {
    const wrong = `schema is ${JSON.stringify(document['schema'] ?? null)}`;
    return [{ path: ['schema'], wrong, right: 'schema: protocol-pack/v1' }];
  }
  const faults = compareBlocks(document);
  for (const [name, shape] of Object.entries(blockShapes)) {
    if (Object.hasOwn(document, name)) faults.push(...compare(document[name], shape, [name], required[name]));
  }
  for (const [name, shape] of Object.entries(entryShapes)) faults.push(...compareEntries(document, name, shape));
  const entries = blockAt(document, 'adoption')['entries'];
  if (Array.isArray(entries)) {
    faults.push(
      ...entries.flatMap((entry, index) =>
        compare(entry, entryShape, ['adoption', 'entries', index], ['date', 'evidence']),
      ),
    );
  }
  const silent = document['silent'];
  if (silent !== undefined && texts(silent) !== null)
    faults.push({ path: ['silent'], wrong: 'no list', right: 'a list of rule ids' });
  return faults;
}

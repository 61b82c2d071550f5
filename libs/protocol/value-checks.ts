import { type Check, entriesOf, mappings, stepsOf } from './checked.js';
import { type Block, blockAt, isBlock, numberAt, textAt, textsAt } from './document.js';
import type { Fault, Path } from './fault.js';

/** Where a number stands twice: a rule and the way to its parameter, and the other place. */
const twice: readonly { readonly rule: string; readonly param: Path; readonly other: readonly string[] }[] = [
  { rule: 'inf.turnround', param: ['days'], other: ['deadlines', 'enquiry.answer', 'days'] },
  { rule: 'inf.turnround', param: ['unit'], other: ['deadlines', 'enquiry.answer', 'unit'] },
  { rule: 'inf.turnround', param: ['chase', 'within_working_days'], other: ['deadlines', 'enquiry.chase', 'days'] },
  {
    rule: 'grp.notify_other_groups',
    param: ['target_working_days'],
    other: ['deadlines', 'notify_other_groups', 'days'],
  },
  { rule: 'grp.notify_other_groups', param: ['hard_stop'], other: ['deadlines', 'notify_other_groups', 'hard_stop'] },
  {
    rule: 'off.member_public_meeting',
    param: ['pre_election', 'working_days_before_poll'],
    other: ['deadlines', 'pre_election_premises_bar', 'days'],
  },
  { rule: 'int.rent_arrears_bar', param: ['months'], other: ['deadlines', 'arrears_threshold', 'months'] },
  { rule: 'int.council_tax_arrears_bar', param: ['months'], other: ['deadlines', 'arrears_threshold', 'months'] },
  { rule: 'lif.review', param: ['complete_within_days'], other: ['deadlines', 'protocol.review', 'days'] },
  { rule: 'lif.review', param: ['event'], other: ['review', 'trigger_event'] },
  { rule: 'lif.review', param: ['next'], other: ['review', 'next'] },
];

/** The same within `deadlines` and `review`. */
const reviewTwice = [
  { key: 'date', other: 'next' },
  { key: 'month', other: 'anchor_month' },
  { key: 'event', other: 'trigger_event' },
];

function valueAt(root: Block, path: Path): unknown {
  let value: unknown = root;
  for (const key of path) value = isBlock(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return value;
}

function differs(one: unknown, other: unknown): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

/** Check 9: a number that stands in two places is the same in both. */
export const sameNumber: Check = ({ document }) => {
  const faults: Fault[] = [];
  const compare = (path: Path, other: Path): void => {
    const [one, two] = [valueAt(document, path), valueAt(document, other)];
    if (differs(one, two))
      faults.push({
        path,
        wrong: `${String(one)} here, ${String(two)} in ${other.join(' ')}`,
        right: 'the same in both',
      });
  };
  for (const { rule, param, other } of twice) compare(['rules', rule, 'params', ...param], other);
  for (const { key, other } of reviewTwice) compare(['deadlines', 'protocol.review', key], ['review', other]);
  return faults;
};

const isHard = (rule: Block): boolean => ['block', 'breach'].includes(textAt(rule, 'mode') ?? '');

/** Check 5: a pack cannot require both that every group hears of a request and that none does (AMB-64). */
export const noticeAgainstConfidence: Check = ({ document }) => {
  const rules = blockAt(document, 'rules');
  const notify = blockAt(rules, 'grp.notify_other_groups');
  if (!isHard(notify) || !isHard(blockAt(rules, 'inf.requester_confidence'))) return [];
  const wrong = 'grp.notify_other_groups and inf.requester_confidence are both hard';
  return [
    {
      path: ['rules', 'grp.notify_other_groups', 'mode'],
      wrong,
      right: 'at most one of them with mode block or breach',
    },
  ];
};

/** True if a parameter is marked as a local default. */
function hasLocalDefault(params: Block): boolean {
  return Object.entries(params).some(
    ([key, value]) => (key.endsWith('_default') && value === true) || (isBlock(value) && value['default'] === true),
  );
}

/** Check 6: a duty that is judged softly says why. */
export const softenedWithReason: Check = ({ document }) =>
  entriesOf(document, 'rules')
    .filter(([, rule]) => {
      const hasHardStance = ['must', 'must_not'].includes(textAt(rule, 'stance') ?? '');
      const isJudgedSoftly = ['warn', 'record'].includes(textAt(rule, 'mode') ?? '');
      const isExplained =
        textAt(rule, 'softened') !== null ||
        textAt(rule, 'to_be_checked') !== null ||
        rule['observable'] === false ||
        hasLocalDefault(blockAt(rule, 'params'));
      return hasHardStance && isJudgedSoftly && !isExplained;
    })
    .map(([id, rule]) => ({
      path: ['rules', id, 'mode'],
      wrong: `${id} is a ${String(rule['stance'])} with mode ${String(rule['mode'])} and no reason`,
      right: 'softened: AMB-nn, to_be_checked, observable: false, a parameter marked as default, or a hard mode',
    }));

const holdsNumber = (block: Block): boolean => Object.values(block).some((value) => typeof value === 'number');

function unreasoned(block: Block, path: Path, what: string): Fault[] {
  if ((textAt(block, 'reason') ?? '') !== '') return [];
  return [{ path, wrong: `${what} without clause text has no reason`, right: 'default: true with a reason' }];
}

function checkDeadline(id: string, entry: Block): Fault[] {
  const path = ['deadlines', id];
  const isDefault = entry['default'] === true;
  if (!isDefault && holdsNumber(entry) && textsAt(entry, 'src').length === 0) {
    return [{ path, wrong: 'a number without clause text', right: 'src, or default: true with a reason' }];
  }
  if (!isDefault) return [];
  const faults = unreasoned(entry, path, 'a number');
  if (['warn', 'record'].includes(textAt(entry, 'effect') ?? 'record')) return faults;
  return [
    ...faults,
    { path: [...path, 'effect'], wrong: 'a local default is stronger than warn', right: 'effect: warn or record' },
  ];
}

function checkRoute(route: Block, path: Path): Fault[] {
  const faults: Fault[] = [];
  for (const { step, path: place } of stepsOf(route, path)) {
    if (step['default'] !== true) continue;
    faults.push(...unreasoned(step, place, 'a recipient'));
    if (textAt(step, 'strength') === 'must')
      faults.push({ path: [...place, 'strength'], wrong: 'a local default is a must', right: 'should or may' });
  }
  const rule = blockAt(route, 'fallback_when');
  if (Object.keys(rule).length === 0) return faults;
  const place = [...path, 'fallback_when'];
  if (rule['default'] !== true)
    faults.push({ path: place, wrong: 'a recipient without clause text', right: 'default: true with a reason' });
  return [...faults, ...unreasoned(rule, place, 'a recipient')];
}

/** The numbers of a rule's parameters that are marked as local defaults, each with its place. */
function defaultNumbers(
  params: Block,
  path: Path,
): readonly { readonly value: number; readonly block: Block; readonly path: Path }[] {
  const flagged = Object.keys(params).filter((key) => key.endsWith('_default') && params[key] === true);
  const own = Object.entries(params).flatMap(([key, value]) =>
    typeof value === 'number' && flagged.some((flag) => key.startsWith(flag.slice(0, -'_default'.length)))
      ? [{ value, block: params, path: [...path, key] }]
      : [],
  );
  const nested = Object.entries(params).flatMap(([key, block]) =>
    isBlock(block) && block['default'] === true
      ? Object.values(block).flatMap((value) =>
          typeof value === 'number' ? [{ value, block, path: [...path, key] }] : [],
        )
      : [],
  );
  return [...own, ...nested];
}

/** A default number of a rule rests on a deadline that is one too, and so capped; else it gives its own reason and only warns. */
function checkRule(document: Block, id: string, rule: Block): Fault[] {
  const resting = entriesOf(document, 'deadlines').filter(([, entry]) => entry['default'] === true);
  return defaultNumbers(blockAt(rule, 'params'), ['rules', id, 'params']).flatMap(({ value, block, path }) => {
    if (resting.some(([, entry]) => numberAt(entry, 'days') === value)) return [];
    const faults = unreasoned(block, path, 'a number');
    if (!isHard(rule)) return faults;
    return [
      ...faults,
      {
        path,
        wrong: 'a local default is stronger than warn',
        right: 'mode: warn, or a deadline of that number with effect: warn',
      },
    ];
  });
}

/** Check 4: a value without a clause is marked as a default, has a reason, and is never stronger than a warning. */
export const reasonedDefaults: Check = ({ document }) => [
  ...entriesOf(document, 'deadlines').flatMap(([id, entry]) => checkDeadline(id, entry)),
  ...entriesOf(document, 'routes').flatMap(([id, route]) => checkRoute(route, ['routes', id])),
  ...entriesOf(document, 'silent_routes').flatMap(([id, entry]) => {
    const path = ['silent_routes', id];
    const faults = unreasoned(entry, path, 'a recipient');
    return textAt(entry, 'fallback') === null
      ? [...faults, { path, wrong: 'no fallback', right: 'a role, or none' }]
      : faults;
  }),
  ...entriesOf(document, 'rules').flatMap(([id, rule]) => checkRule(document, id, rule)),
  ...['groups', 'visibility'].flatMap((name) =>
    mappings(document[name], [name]).flatMap(({ block, path }) =>
      block['default'] === true ? unreasoned(block, path, 'a choice') : [],
    ),
  ),
];

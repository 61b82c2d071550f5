import { type Check, entriesOf } from './checked.js';
import { type Block, blockAt, isBlock, numberAt, textAt } from './document.js';
import type { Fault } from './fault.js';

const isSomething = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.length > 0;
  return isBlock(value) ? Object.keys(value).length > 0 : value !== undefined && value !== null && value !== 'none';
};

/** Blocks that only a council's own pack may have: the protocol's life, the groups and who sees what. */
function ownAlone(document: Block): Fault[] {
  const said = [
    { path: ['adoption', 'entries'], value: blockAt(document, 'adoption')['entries'] },
    { path: ['review', 'basis'], value: blockAt(document, 'review')['basis'] },
    { path: ['groups', 'dangling'], value: blockAt(document, 'groups')['dangling'] },
    { path: ['fairness', 'units'], value: blockAt(document, 'fairness')['units'] },
    { path: ['visibility'], value: document['visibility'] },
    ...entriesOf(document, 'rules')
      .filter(([id]) => id.startsWith('lif.'))
      .map(([id, value]) => ({ path: ['rules', id], value })),
  ];
  return said
    .filter(({ value }) => isSomething(value))
    .map(({ path }) => ({
      path,
      wrong: `an overlay speaks of ${path.join(' ')}`,
      right: "nothing: a council's own pack",
    }));
}

/** Only the council's own pack may refuse a permission. */
function blocking(document: Block): Fault[] {
  return entriesOf(document, 'rules')
    .filter(([, rule]) => textAt(rule, 'mode') === 'block')
    .map(([id]) => ({ path: ['rules', id, 'mode'], wrong: 'an overlay refuses a permission', right: 'mode: breach' }));
}

/** A rule that rests on an unchecked text is never hard. */
function unread(document: Block): Fault[] {
  return entriesOf(document, 'rules')
    .filter(([, rule]) => textAt(rule, 'to_be_checked') !== null && !['warn', 'record'].includes(String(rule['mode'])))
    .map(([id]) => ({
      path: ['rules', id, 'mode'],
      wrong: 'a text to be checked is hard',
      right: 'mode: warn or record',
    }));
}

/** A period that begins with a day has that day at least. */
function emptyPeriods(document: Block): Fault[] {
  return entriesOf(document, 'deadlines')
    .filter(([, entry]) => textAt(entry, 'counting') === 'beginning_with' && (numberAt(entry, 'days') ?? 0) < 1)
    .map(([id]) => ({
      path: ['deadlines', id],
      wrong: 'a period that begins with a day and has none',
      right: 'days: 1 or more',
    }));
}

/**
 * Check 10: an overlay has no block that only a council's own pack may have; a text to be checked only warns; periods
 * can be counted.
 */
export const besideAnother: Check = ({ document }) => {
  const overlay = blockAt(document, 'pack')['overlay'] === true;
  return [
    ...(overlay ? [...ownAlone(document), ...blocking(document)] : []),
    ...unread(document),
    ...emptyPeriods(document),
  ];
};

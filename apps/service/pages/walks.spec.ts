import { describe, expect, it } from '@jest/globals';
import { eventCatalogue } from '#lib/catalogue/index.js';
import { type Typed, eventsOf, settled } from '#lib/pages/index.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { ruleWords } from '#lib/protocol/described.js';
import { walkPorts } from '../../../test/support/walk.js';
import { fits, passagesOf } from './walk-ports.js';
import { walks } from './walks.js';

const ports = { ...walkPorts, fits };
const briefing: Typed = {
  group: 'G-A',
  matter: 'MAT-1',
  version: 'V-1',
  how: 'spoken',
  when: 'now',
  content: ['facts', 'options'],
  request: '',
};

function recorded(walk: string, typed: Typed) {
  const data = walks[walk]!;
  return eventsOf(
    data,
    settled(data, typed, ports, (kind) => `T-${kind}`),
    ports,
  );
}

describe.each(Object.entries(walks))('the walk %s', (id, walk) => {
  it('fills fields that its events have, from questions that it asks', () => {
    expect(walk.id).toBe(id);
    const asked = walk.questions.map((question) => question.id);
    for (const { event, fields, forEach, occurredAt } of walk.entries) {
      // The directory's family brings this event; the walk is ready for it.
      if (event !== 'LabelGiven')
        expect(Object.keys(eventCatalogue[event] ?? {})).toEqual(expect.arrayContaining(Object.keys(fields)));
      const from = Object.values(fields).flatMap((source) =>
        'from' in source ? [source.from] : 'nameOf' in source ? [source.nameOf] : [],
      );
      for (const question of [...from, occurredAt, ...(forEach === undefined ? [] : [forEach])])
        expect(asked).toContain(question);
    }
  });

  it('stands beside rules that there are, and leads to walks that there are', () => {
    for (const rule of walk.questions.flatMap(({ beside }) => beside ?? []))
      expect(Object.keys(ruleWords)).toContain(rule);
    for (const { walk: next } of walk.after) expect(Object.keys(walks)).toContain(next);
  });
});

describe('recording a briefing', () => {
  it('becomes a briefing if it was spoken, a report if it was written', () => {
    const payload = {
      group: 'G-A',
      matter: 'MAT-1',
      version: 'V-1',
      flags: { facts: true, options: true },
      officer: 'O-1',
    };
    const occurredAt = '2026-03-09T09:05';
    expect(recorded('briefing', briefing)).toMatchObject({
      events: [{ type: 'GroupBriefingGiven', occurredAt, payload }],
    });
    expect(recorded('briefing', { ...briefing, how: 'written', request: 'REQ-1' })).toMatchObject({
      events: [{ type: 'GroupReportSupplied', payload: { ...payload, request: 'REQ-1' } }],
    });
  });

  it('takes at most eight pages, the last included', () => {
    expect(walks['briefing']!.questions.length + 1).toBeLessThanOrEqual(8);
    expect(walks['notices']!.questions.length + 1).toBeLessThanOrEqual(3);
  });
});

describe('telling other groups', () => {
  it('becomes one notice for each group that was ticked', () => {
    const typed = { notice: ['G-B/MAT-1', 'G-C/MAT-1'], when: 'now' };
    expect(recorded('notices', typed)).toMatchObject({
      events: ['G-B', 'G-C'].map((group) => ({
        type: 'OtherGroupNotified',
        payload: { group, matter: 'MAT-1', officer: 'O-1' },
      })),
    });
  });
});

describe('what the protocol says beside a question', () => {
  it('has its clauses, and nothing on which the pack is silent', () => {
    const packs = builtInPacks().all();
    const passages = packs.map((pack) => passagesOf(pack)(['grp.facts_and_options', 'no.such_rule']));
    expect(passages.some((one) => one.length === 1 && one[0]!.clauses.length > 0)).toBe(true);
    expect(passages.every((one) => one.length <= 1)).toBe(true);
  });
});

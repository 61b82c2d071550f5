import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { type EventEnvelope, type Payload, uuidFromDigest } from '#lib/kernel/index.js';
import { cloudEventLine, csvOf, projectionTable, recordedLine } from './index.js';
import { fromCloudEvent, recordedFrom } from './record.js';

const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((one) => one.isWellFormed());
const instant = fc.integer({ min: Date.UTC(1900, 0, 2), max: Date.UTC(2199, 11, 30) });
const orNull = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(value);
const payload = fc.dictionary(
  text.filter((name) => name !== '__proto__'),
  fc.jsonValue({ noUnicodeString: false }).filter((one) => JSON.stringify(one).isWellFormed()),
) as fc.Arbitrary<Payload>;

const envelopes: fc.Arbitrary<EventEnvelope> = fc.record({
  id: fc.uint8Array({ minLength: 16, maxLength: 16 }).map(uuidFromDigest),
  type: text,
  council: text,
  occurredAt: instant,
  recordedAt: instant,
  recordedBy: orNull(fc.record({ role: text, person: text })),
  pack: orNull(fc.record({ id: text, version: text, hash: text })),
  correlationId: orNull(text),
  causationId: orNull(text),
  schema: fc.nat(),
  payload,
});

const EVENT: EventEnvelope = {
  id: '0198a2d4-6f2e-7c31-9b1a-000000000001',
  type: 'GroupBriefingGiven',
  council: 'hill top',
  occurredAt: Date.UTC(2026, 2, 6, 15),
  recordedAt: Date.UTC(2026, 2, 6, 15, 5, 0, 120),
  recordedBy: { role: 'proper_officer', person: 'O-1' },
  pack: null,
  correlationId: 'c-1',
  causationId: null,
  schema: 2,
  payload: { matter: 'MAT-1', group: 'G-A' },
};

const problemsIn = (read: ReturnType<typeof recordedFrom>): readonly string[] =>
  read.ok ? [] : read.refusal.problems.map(({ at }) => at);

describe('a recorded event as a line', () => {
  it('is canonical JSON of every member but the position', () => {
    expect(recordedLine({ ...EVENT, position: 7n } as EventEnvelope)).toBe(
      '{"causationId":null,"correlationId":"c-1","council":"hill top","id":"0198a2d4-6f2e-7c31-9b1a-000000000001",' +
        '"occurredAt":"2026-03-06T15:00:00Z","pack":null,"payload":{"group":"G-A","matter":"MAT-1"},' +
        '"recordedAt":"2026-03-06T15:05:00.120Z","recordedBy":{"person":"O-1","role":"proper_officer"},"schema":2,' +
        '"type":"GroupBriefingGiven"}',
    );
  });

  it('is read back as the same event, and written again as the same bytes', () => {
    fc.assert(
      fc.property(envelopes, (event) => {
        const line = recordedLine(event);
        const read = recordedFrom(JSON.parse(line));
        expect(read.ok && recordedLine(read.value)).toBe(line);
      }),
    );
  });

  it.each([
    ['id', 'no uuid'],
    ['council', ''],
    ['occurredAt', '2026-03-06T15:00'],
    ['recordedAt', 'yesterday'],
    ['recordedBy', { role: 'proper_officer' }],
    ['pack', { id: 'a', version: 'b', hash: 'c', more: 'd' }],
    ['schema', -1],
    ['payload', []],
    ['position', '1'],
  ])('names %s if it is wrong', (name, value) => {
    expect(problemsIn(recordedFrom({ ...JSON.parse(recordedLine(EVENT)), [name]: value }))).toEqual([`/${name}`]);
  });
});

describe('a recorded event as a CloudEvent', () => {
  it('has the attributes of CloudEvents 1.0, with extensions in lower-case letters and digits', () => {
    const event = JSON.parse(cloudEventLine(EVENT, 12)) as Payload;
    expect(event).toEqual({
      specversion: '1.0',
      id: EVENT.id,
      source: '/api/v1/councils/hill%20top',
      type: 'evenhand.GroupBriefingGiven',
      subject: 'hill top',
      time: '2026-03-06T15:00:00Z',
      datacontenttype: 'application/json',
      recordedtime: '2026-03-06T15:05:00.120Z',
      sequence: '000000000012',
      schemaversion: 2,
      correlationid: 'c-1',
      recordedbyrole: 'proper_officer',
      recordedbyperson: 'O-1',
      data: EVENT.payload,
    });
    expect(Object.keys(event).every((name) => /^[a-z0-9]{1,20}$/.test(name))).toBe(true);
  });

  it('carries the whole event', () => {
    fc.assert(
      fc.property(envelopes, fc.nat(), (event, sequence) => {
        const read = fromCloudEvent(JSON.parse(cloudEventLine(event, sequence)));
        expect(read.ok && recordedLine(read.value)).toBe(recordedLine(event));
      }),
    );
  });

  it.each([
    ['specversion', '0.3'],
    ['source', '/api/v1/councils/other'],
    ['type', 'somebody.GroupBriefingGiven'],
    ['recordedbyperson', null],
    ['packid', 'gb-eng/alsager-tc'],
    ['dataref', 'elsewhere'],
  ])('is refused where %s is another', (name, value) => {
    const read = fromCloudEvent({ ...JSON.parse(cloudEventLine(EVENT, 1)), [name]: value });
    expect(problemsIn(read).length).toBeGreaterThan(0);
  });
});

describe('a projection as CSV', () => {
  const data = {
    groups: { 'G-A': { requests: 2, notices: { owed: 1, met: null }, because: ['x', 'y'] }, 'G-B': { requests: -1 } },
    items: { 'IT-1': { 'M-1': { verdict: 'clear' } } },
    rows: [{ event: 'E-1', set: { a: 'b' }, sent: true }],
    gap: null,
    empty: [],
  };

  it('is one table: a row for each row, keys first, counts in columns, lists joined', async () => {
    expect(await csvOf(projectionTable(data))).toBe(
      [
        'part,key,key2,value,requests,notices.owed,notices.met,because,verdict,event,set,sent',
        'groups,G-A,,,2,1,,x; y,,,,',
        'groups,G-B,,,-1,,,,,,,',
        'items,IT-1,M-1,,,,,,clear,,,',
        'rows,,,,,,,,,E-1,"{""a"":""b""}",true',
        'gap,,,,,,,,,,,',
        '',
      ].join('\r\n'),
    );
  });

  it('is read back as it was, and no text is a formula', async () => {
    const cells = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc
        .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '＝', '"', ',', '\n'), fc.string())
        .map((all) => all.join('')),
      fc.integer(),
    );
    const rows = fc.array(fc.record({ a: cells, b: cells }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(rows, async (some) => {
        const csv = await csvOf(projectionTable({ rows: some }));
        const [, ...read] = parse(csv, { record_delimiter: '\r\n' });
        const expected = some.map(({ a, b }) => ['rows', ...[a, b].map(harmless)]);
        expect(read).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  const harmless = (cell: string | number): string =>
    typeof cell === 'string' && /^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : String(cell);
});

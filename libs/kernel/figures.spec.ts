import { describe, expect, it } from '@jest/globals';
import { type Holds, byName, orNothing, recordOf, rowsOf, text, wholeNumber, wordOf } from './figures.js';

interface Row {
  readonly group: string;
  readonly state: 'open' | 'closed';
  readonly days: number | null;
  readonly note?: string;
}

const state = wordOf('open', 'closed');
const right = {
  group: ['Group', 'The group.', text],
  state: ['State', 'Where it stands.', state],
  days: ['Days', 'How many days.', orNothing(wholeNumber), 'unless hidden'],
  note: ['Note', 'A note.', text, 'sometimes'],
} as const;

describe('the description of a row', () => {
  it('names each figure by its path', () => {
    const { figures } = recordOf<{ readonly rows: readonly Row[]; readonly ofGroup: Readonly<Record<string, Row>> }>({
      rows: ['Rows', 'All rows.', rowsOf<Row>(right)],
      ofGroup: ['Of each group', 'A row for each group.', byName(recordOf<Row>(right))],
    });
    expect(figures.map(({ path }) => path)).toEqual([
      'rows',
      'rows.*.group',
      'rows.*.state',
      'rows.*.days',
      'rows.*.note',
      'ofGroup',
      'ofGroup.*.group',
      'ofGroup.*.state',
      'ofGroup.*.days',
      'ofGroup.*.note',
    ]);
  });

  it('asks a viewer who sees all for what may be hidden, and anybody else not', () => {
    const { schema } = recordOf<Row>(right);
    expect(schema(true)).toMatchObject({ required: ['group', 'state', 'days'], additionalProperties: false });
    expect(schema(false)).toMatchObject({ required: ['group', 'state'], additionalProperties: false });
    expect(schema(false)).toMatchObject({
      properties: {
        state: { title: 'State', description: 'Where it stands.', type: 'string', enum: ['open', 'closed'] },
        days: {
          description: 'How many days. Absent for a reader who may not see it.',
          anyOf: [{ type: 'integer' }, { type: 'null' }],
        },
      },
    });
  });

  it('compiles only if it describes each member, as it is', () => {
    const { note, ...withoutNote } = right;
    const described: Holds<Row>[] = [
      // @ts-expect-error a member has no words
      recordOf<Row>(withoutNote),
      // @ts-expect-error a member that may be absent does not say so
      recordOf<Row>({ ...withoutNote, note: [note[0], note[1], note[2]] }),
      // @ts-expect-error a word of the list is missing
      recordOf<Row>({ ...right, state: ['State', 'Where it stands.', wordOf('open')] }),
      // @ts-expect-error a word too many
      recordOf<Row>({ ...right, state: ['State', 'Where it stands.', wordOf('open', 'closed', 'lost')] }),
      // @ts-expect-error it may be nothing
      recordOf<Row>({ ...right, days: ['Days', 'How many days.', wholeNumber] }),
    ];
    expect(described).toHaveLength(5);
  });
});

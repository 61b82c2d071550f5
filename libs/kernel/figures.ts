/** JSON Schema 2020-12, as OpenAPI 3.1 takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a member of a projection's data holds: the schema of its value, and the figures in it. Carries the static type. */
export interface Holds<Value> {
  /** `whole` for a viewer who sees all; for others, members that may be hidden may be absent. */
  readonly schema: (whole: boolean) => JsonSchema;
  /** Every figure in it, by its path: `groups.*.requests`. */
  readonly figures: readonly DescribedFigure[];
  /** Never set; makes the type invariant, so that no narrower or wider type fits. */
  readonly exactly?: (value: Value) => Value;
}

/** A named member of a projection's data, as the catalogue answers it. */
export interface DescribedFigure {
  /** Where it stands in the data; `*` stands for each row, or each name of a map. */
  readonly path: string;
  readonly label: string;
  readonly sentence: string;
}

/** Absent unless there is something to say. */
type Sometimes = 'sometimes';
/** Absent for a viewer who may not see it. */
type UnlessHidden = 'unless hidden';

/** The name of a figure, one sentence, and what it holds; what may be absent says when. */
type Figure<Value, When> = readonly [label: string, sentence: string, holds: Holds<Value>, ...when: When[]];
type AnyFigure = readonly [label: string, sentence: string, holds: Holds<never>, when?: Sometimes | UnlessHidden];

/** A figure for every member of a record: one that is left out does not compile. */
export type FiguresOf<View> = {
  readonly [Name in keyof View]-?: object extends Pick<View, Name>
    ? readonly [...Figure<Exclude<View[Name], undefined>, never>, Sometimes]
    : Figure<View[Name], UnlessHidden>;
};

function scalar<Value>(schema: JsonSchema): Holds<Value> {
  return { schema: () => schema, figures: [] };
}

export const wholeNumber = scalar<number>({ type: 'integer' });
/** A share or a rate, to two places. */
export const share = scalar<number>({ type: 'number', minimum: 0, maximum: 1 });
export const amount = scalar<number>({ type: 'number' });
export const yesNo = scalar<boolean>({ type: 'boolean' });
export const always = scalar<true>({ const: true });
export const text = scalar<string>({ type: 'string' });
/** An instant in UTC. */
export const moment = scalar<string>({ type: 'string', format: 'date-time' });
/** A day of the council's calendar. */
export const day = scalar<string>({ type: 'string', format: 'date' });
export const payload = scalar<Readonly<Record<string, unknown>>>({ type: 'object' });

/** One of a closed list of words. */
export function wordOf<const Word extends string>(...words: readonly Word[]): Holds<Word> {
  return scalar({ type: 'string', enum: words });
}

export function orNothing<Value>(of: Holds<Value>): Holds<Value | null> {
  return { schema: (whole) => ({ anyOf: [of.schema(whole), { type: 'null' }] }), figures: of.figures };
}

const under = (step: string, figures: readonly DescribedFigure[]): readonly DescribedFigure[] =>
  figures.map((one) => ({ ...one, path: `${step}.${one.path}` }));

export function listOfAll<Value>(of: Holds<Value>): Holds<readonly Value[]> {
  return { schema: (whole) => ({ type: 'array', items: of.schema(whole) }), figures: under('*', of.figures) };
}

/** A map from a token, such as a group's, to what is said of it. */
export function byName<Value>(of: Holds<Value>): Holds<Readonly<Record<string, Value>>> {
  return {
    schema: (whole) => ({ type: 'object', additionalProperties: of.schema(whole) }),
    figures: under('*', of.figures),
  };
}

const HIDDEN = 'Absent for a reader who may not see it.';

function memberSchema([title, sentence, holds, when]: AnyFigure, whole: boolean): JsonSchema {
  const description = when === 'unless hidden' ? `${sentence} ${HIDDEN}` : sentence;
  return { title, description, ...holds.schema(whole) };
}

/** A record of named figures. */
export function recordOf<View>(figures: FiguresOf<View>): Holds<View> {
  const entries = Object.entries(figures) as unknown as (readonly [string, AnyFigure])[];
  return {
    schema: (whole) => ({
      type: 'object',
      properties: Object.fromEntries(entries.map(([name, figure]) => [name, memberSchema(figure, whole)])),
      required: entries
        .filter(([, [, , , when]]) => when === undefined || (whole && when === 'unless hidden'))
        .map(([name]) => name),
      additionalProperties: false,
    }),
    figures: entries.flatMap(([path, [label, sentence, holds]]) => [
      { path, label, sentence },
      ...under(path, holds.figures),
    ]),
  };
}

/** A list of rows with named figures. */
export function rowsOf<Row>(figures: FiguresOf<Row>): Holds<readonly Row[]> {
  return listOfAll(recordOf(figures));
}

/** A projection in words: its name, one sentence, and its data. */
export interface DescribedProjection<Data = never> {
  readonly label: string;
  readonly sentence: string;
  readonly data: Holds<Data>;
}

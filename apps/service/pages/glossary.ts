import { describeCatalogue } from '#lib/application/described.js';

/** The lists of words. Their text is the catalogue's own: the API gives the same. */
export const glossaries = {
  events: { title: 'What can be recorded', lead: 'Every kind of event, and each of its fields.' },
  permissions: { title: 'What can be asked for', lead: 'Every permission that a protocol may refuse.' },
  figures: { title: 'What is counted and listed', lead: 'Every list and count, and each of its figures.' },
  rules: {
    title: 'What a protocol may ask',
    lead: 'Every rule that a protocol can set. Each council’s own says which hold.',
  },
  routes: { title: 'Where something goes', lead: 'Every path that a protocol can lay down.' },
  roles: { title: 'Who does what', lead: 'Every role that a protocol can name.' },
} as const;

type Glossary = keyof typeof glossaries;

export const isGlossary = (name: string): name is Glossary => Object.hasOwn(glossaries, name);

interface Part {
  readonly label: string;
  readonly sentence: string;
  readonly words: readonly string[] | null;
  readonly isSealed: boolean;
}

/** A word with its meaning, and its parts if it has any. */
interface Entry {
  readonly name: string;
  readonly label: string;
  readonly sentence: string;
  readonly parts: readonly Part[];
}

type Field = ReturnType<typeof describeCatalogue>['commands'][number]['fields'][number];

function partOf({ label, sentence, words, sealedUnder }: Field): Part {
  return { label, sentence, words, isSealed: sealedUnder !== null };
}

const plain = ({ name, label, sentence }: Omit<Entry, 'parts'>): Entry => ({ name, label, sentence, parts: [] });

function entriesOf(name: Glossary): Entry[] {
  const { events, commands, projections, rules, routes, roles } = describeCatalogue();
  const withFields = (one: (typeof commands)[number] | (typeof events)[number]): Entry => {
    return { ...plain(one), parts: one.fields.map(partOf) };
  };
  switch (name) {
    case 'events':
      return events.map(withFields);
    case 'permissions':
      return commands.map(withFields);
    case 'figures':
      return projections.map((one) => ({
        ...plain(one),
        parts: one.figures.map(({ label, sentence }) => ({ label, sentence, words: null, isSealed: false })),
      }));
    case 'rules':
      return rules.map(plain);
    case 'routes':
      return routes.map(plain);
    case 'roles':
      return roles.map(plain);
  }
}

const byLabel = (one: Entry, other: Entry): number => (one.label < other.label ? -1 : 1);

const made = new Map<Glossary, readonly Entry[]>();

/** The entries of one list in the order of their labels. One build always returns the same. */
export function glossary(name: Glossary): readonly Entry[] {
  const known = made.get(name) ?? entriesOf(name).sort(byLabel);
  made.set(name, known);
  return known;
}

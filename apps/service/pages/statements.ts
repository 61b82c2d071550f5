/** A part of a statement, under a heading if it has one. */
interface Section {
  readonly heading?: string;
  readonly paragraphs: readonly string[];
  readonly items?: readonly string[];
  readonly links?: readonly { readonly href: string; readonly text: string; readonly says?: string }[];
}

/** What Evenhand is. */
export const what = [
  'Evenhand is a ledger in which a council can show whether its officers treat members and political groups even-handedly.',
  'Officers and members record what happened, each event once and for good; a correction stands beside what it corrects.',
  'Every figure is counted from these events by the rules of the council’s own protocol, and leads back to the events behind it.',
] as const;

/** The accessibility statement, in the parts that the regulations of 2018 ask for. */
export const accessibility: readonly Section[] = [
  {
    paragraphs: [
      'These pages are made to be used by everybody. You should be able to enlarge the text to 400 per cent without losing any of it, use them with the keyboard alone, with speech recognition or with a screen reader, and use them without JavaScript.',
    ],
  },
  {
    heading: 'How accessible they are',
    paragraphs: [
      'They are built to the Web Content Accessibility Guidelines, version 2.2, level AA. No breach of them is known.',
      'The page to browse the API, at /api, is made by another project for people who write programs. It has not been checked. The same description can be read as a file at /api/openapi.json.',
    ],
  },
  {
    heading: 'How they are checked',
    paragraphs: [
      'Every change is checked by a program in a real browser, on a narrow and on a wide screen, with and without JavaScript. A program finds only part of what can be wrong: an audit by people, some of whom use assistive technology every day, has not been made yet.',
    ],
  },
  {
    heading: 'If something does not work for you',
    paragraphs: [
      'Tell the council that runs this service. Its own site says how to reach it, and whom to ask for information in another form.',
      'If you are not content with its answer, contact the Equality Advisory and Support Service. The Equality and Human Rights Commission enforces the regulations in Great Britain.',
    ],
  },
];

/** The privacy statement of the program; the council that runs it adds its own notice. */
export const privacy: readonly Section[] = [
  {
    paragraphs: [
      'The council that runs this service decides what is recorded in it and why, and answers for it by law. Its own privacy notice says who its data protection officer is. This page says what the program does.',
    ],
  },
  {
    heading: 'What is kept about you',
    paragraphs: [],
    items: [
      'What you record, with the time and who recorded it. It cannot be altered afterwards, only corrected beside it.',
      'What others record about you in the course of their duties.',
      'Names, free text and other personal details are stored sealed, under a key for each person.',
      'The log of the service holds the time and the kind of each request, without names and without what was typed.',
    ],
  },
  {
    heading: 'Who sees it',
    paragraphs: [
      'The council’s protocol decides who sees which rows. What you may not see is not there at all, on any page.',
      'Whoever opens a sealed value must give a reason. That is recorded, and you can see it.',
    ],
  },
  {
    heading: 'How long it is kept, and erasure',
    paragraphs: [
      'The council sets periods of retention. When somebody is erased, their key is destroyed: every sealed value about them can then no longer be opened, here and in every copy. That something happened, and every count that rests on it, stays.',
    ],
  },
  {
    heading: 'Cookies',
    paragraphs: [
      'The pages that everybody can see set no cookie. No page loads anything from another site or measures what you do.',
    ],
  },
];

const principles: readonly Section[] = [
  {
    heading: 'How it works',
    paragraphs: [
      'You record what happened. Nothing that happened is refused: if it breaks a rule of the protocol, it is recorded all the same, and a finding stands beside it with the clause of the protocol. Only a permission can be refused, such as accepting a request.',
      'A finding says what a rule asks and what happened. It says nothing about why.',
      'Groups stand in alphabetical order everywhere, and all look the same.',
    ],
  },
  {
    heading: 'Two dates',
    paragraphs: [
      '“At” is the day that a page describes. “Known at” is the day up to which entries were recorded. Together they show what was true, and what could have been known.',
    ],
  },
];

/** The help page, with links to the lists of words. */
export function helpWith(links: Required<Section>['links']): readonly Section[] {
  const words = { heading: 'What each word means', paragraphs: [], links };
  const person = {
    heading: 'Ask a person',
    paragraphs: ['If you are stuck, ask the Monitoring Officer or the clerk of your council.'],
  };
  return [...principles, words, person];
}

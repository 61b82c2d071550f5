import type { Walk } from '#lib/pages/index.js';

const content = [
  { value: 'facts', text: 'Facts' },
  { value: 'options', text: 'Options' },
  { value: 'recommendation', text: 'A recommendation' },
  { value: 'politicalImplications', text: 'Political implications' },
];

const delivered = {
  group: { from: 'group' },
  matter: { from: 'matter' },
  version: { from: 'version' },
  request: { from: 'request' },
  flags: { from: 'content', as: 'flags' },
  officer: { self: true },
} as const;

const spoken = [
  { value: 'spoken', text: 'Spoken: a briefing' },
  { value: 'written', text: 'Written: a report' },
];

/** Lists that it needs: groups, matters, versions of the matter (with who holds them), requests (open ones), notices. */
const briefing: Walk = {
  id: 'briefing',
  title: 'Record a briefing or a report',
  questions: [
    { id: 'group', kind: 'one', list: 'groups', asks: 'Which group did you advise?', label: 'Group' },
    {
      ...{ id: 'matter', kind: 'one', list: 'matters', asks: 'What was it about?', label: 'Matter' },
      canBeNew: { text: 'Another matter', label: 'Title of the other matter', token: 'matter' },
    },
    {
      ...{ id: 'version', kind: 'one', list: 'versions', asks: 'Which version of the advice?', label: 'Version' },
      canBeNew: { text: 'A new version', label: 'Name of the new version', token: 'version' },
      beside: ['grp.same_advice'],
    },
    { id: 'how', kind: 'one', choices: spoken, asks: 'Did you speak or write?', label: 'Spoken or written' },
    { id: 'when', kind: 'time', asks: 'When was it?', label: 'When' },
    {
      ...{ id: 'content', kind: 'several', choices: content, asks: 'What did it hold?', label: 'Content' },
      beside: ['grp.facts_and_options', 'grp.no_recommendation', 'grp.no_political_implications'],
    },
    {
      ...{ id: 'request', kind: 'one', list: 'requests', asks: 'Does it answer a request?', label: 'Request' },
      ...{ choices: [{ value: '', text: 'No' }], isOptional: true, when: { list: 'requests' } },
    },
  ],
  entries: [
    {
      event: 'LabelGiven',
      when: { question: 'matter', isNew: true },
      occurredAt: 'when',
      fields: { of: { from: 'matter' }, kind: { is: 'matter' }, label: { nameOf: 'matter' } },
    },
    {
      event: 'LabelGiven',
      when: { question: 'version', isNew: true },
      occurredAt: 'when',
      fields: { of: { from: 'version' }, kind: { is: 'version' }, label: { nameOf: 'version' } },
    },
    {
      ...{ event: 'GroupBriefingGiven', when: { question: 'how', is: ['spoken'] } },
      ...{ occurredAt: 'when', fields: delivered },
    },
    {
      ...{ event: 'GroupReportSupplied', when: { question: 'how', is: ['written'] } },
      ...{ occurredAt: 'when', fields: delivered },
    },
  ],
  button: 'Record this',
  done: 'Your advice to the group, for good',
  another: 'Record another briefing or report',
  after: [{ walk: 'notices', list: 'notices', text: 'Tell the other groups' }],
};

/** List that it needs: notices, each with the parts group and matter, and the day by which in its hint. */
const notices: Walk = {
  id: 'notices',
  title: 'Tell other groups',
  questions: [
    {
      ...{ id: 'notice', kind: 'several', list: 'notices', asks: 'Which groups have you told?', label: 'Groups told' },
      hint: 'Tell them the fact, the matter and the date. Never tell what the other group said.',
      beside: ['grp.notify_other_groups'],
    },
    { id: 'when', kind: 'time', asks: 'When did you tell them?', label: 'When' },
  ],
  entries: [
    {
      event: 'OtherGroupNotified',
      forEach: 'notice',
      occurredAt: 'when',
      fields: { group: { part: 'group' }, matter: { part: 'matter' }, officer: { self: true } },
    },
  ],
  button: 'Record that they were told',
  done: 'That they were told, for good',
  after: [],
};

/** Every recording by its id. A new one needs a row here and no code. */
export const walks: Readonly<Record<string, Walk>> = { briefing, notices };

import type { Operand, Option } from './command.js';

// Options that several commands take, each described once.

export const TIMES = 'T is ISO 8601; without an offset it is Europe/London, and a date alone means its last instant.';

export const fileOption: Option = {
  name: 'file',
  takes: 'EVENTS',
  says: 'event file: .jsonl, or .yaml (a list, or a mapping with "events"); - reads standard input',
  offers: 'file',
};

export const eventsOperand: Operand = {
  name: 'EVENTS',
  says: 'event file: .jsonl, or .yaml (a list, or a mapping with "events"); - reads standard input',
  offers: 'file',
};

export const councilOption: Option = { name: 'council', takes: 'ID', says: 'whose ledger' };

export const dataOption: Option = {
  name: 'data',
  takes: 'DIR',
  says: 'folder of ledger.sqlite (default: EVENHAND_DATA, else ./data)',
  offers: 'folder',
};

export const packOption: Option = { name: 'pack', takes: 'ID|FILE', says: 'the pack, by id or file', offers: 'file' };

export const atOption: Option = { name: 'at', takes: 'T', says: 'count the facts as at this time' };

export const knownAtOption: Option = { name: 'known-at', takes: 'T', says: 'count only events recorded by this time' };

export const viewerOption: Option = {
  name: 'viewer',
  takes: 'JSON',
  says: 'show only what this person may see, such as {"role": "group_leader", "group": "G-A"}; several: "roles": [...]',
};

export const jsonOption: Option = { name: 'json', says: 'JSON instead of tables' };

/** The output format of a projection. */
export const shapeOptions: readonly Option[] = [
  jsonOption,
  { name: 'csv', says: 'CSV instead of tables: one projection as one table' },
  { name: 'utc', says: 'times of tables in UTC (default: in London, as GMT or BST)' },
];

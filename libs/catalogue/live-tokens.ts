import { type Field, type FieldList, type Payload, type Problem, token } from '#lib/kernel/index.js';
import { type CommandName, commandCatalogue, eventCatalogue } from './catalogue.js';
import { personFaults } from './person-tokens.js';

/** The form of a token in live input. No sentence and no titled name matches it. */
const LIVE_TOKEN = '[\\p{L}\\p{N}\\-_.:/]{1,64}';

interface Form {
  readonly pattern: RegExp;
  readonly right: string;
}

const plain: Form = {
  pattern: new RegExp(`^${LIVE_TOKEN}$`, 'u'),
  right: 'a token of at most 64 letters, digits and -_.:/, such as MAT-1',
};

/** Advice with more than its version has a suffix to the version's token. */
const advised: Form = {
  pattern: new RegExp(`^${LIVE_TOKEN}(?:\\+(?:recommendation|politicalImplications)){0,2}$`, 'u'),
  right: `${plain.right}, with the suffix +recommendation or +politicalImplications if the advice had these`,
};

/** A clause as its document numbers it. */
const clause: Form = {
  pattern: /^[\p{L}\p{N}\-_.:/()]{1,64}$/u,
  right: 'a clause as the protocol numbers it, such as 6.1(k)',
};

/** Fields whose tokens have another form. */
const others: Readonly<Record<string, Readonly<Record<string, Form>>>> = {
  AdviceEquivalenceDetermined: { versions: advised },
  ProtocolGapRecorded: { clause },
};

/** The field type of a token in live input. */
export const liveToken: Field<string, false> = {
  ...token,
  right: plain.right,
  check: (value) => typeof value === 'string' && plain.pattern.test(value),
};

const isMap = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTokenKind = (kind: string): boolean => /(?:^|list of )(?:token|role)$/.test(kind);

/** The tokens of a value: a single one, those of a list, or the keys of a map with the tokens of its values. */
function tokensOf({ kind }: Field<unknown>, value: unknown): readonly unknown[] {
  if (isTokenKind(kind)) return Array.isArray(value) ? value : [value];
  if (!kind.startsWith('map to ') || !isMap(value)) return [];
  const inside = isTokenKind(kind.slice('map to '.length)) ? Object.values(value).flat() : [];
  return [...Object.keys(value), ...inside];
}

function tokenFaults(name: string, list: FieldList, fields: Payload): Problem[] {
  return Object.entries(list).flatMap(([key, field]): Problem[] => {
    const { pattern, right } = others[name]?.[key] ?? plain;
    const isFreeText = tokensOf(field, fields[key]).some((one) => typeof one === 'string' && !pattern.test(one));
    return isFreeText ? [{ at: `/${key}`, wrong: `${key} of ${name} is not a token`, right }] : [];
  });
}

/** The fields of each name in all events, because a correction does not name the event type of a field. */
const byName = Map.groupBy(
  Object.values(eventCatalogue).flatMap((list) => Object.entries(list)),
  ([name]) => name,
);

function setFaults(set: unknown): Problem[] {
  if (!isMap(set)) return [];
  return Object.entries(set).flatMap(([name, value]): Problem[] => {
    const fields = byName.get(name) ?? [];
    const isToken = fields.length > 0 && fields.every(([, { kind }]) => isTokenKind(kind));
    const isFreeText = isToken && [value].flat().some((one) => typeof one === 'string' && !advised.pattern.test(one));
    if (!isFreeText) return [];
    return [{ at: `/set/${name}`, wrong: `${name} in set is not a token`, right: plain.right }];
  });
}

/** One problem a place: what is no token at all is not also said to be the wrong person's. */
function withPersonFaults(found: readonly Problem[], payload: Payload): Problem[] {
  return [...found, ...personFaults(payload).filter(({ at }) => !found.some((one) => one.at === at))];
}

/**
 * Free text in a field for a token, and a person of the wrong kind in a field for a member or an officer. Only live input is
 * checked, because its sender can be asked: a file, a replay and the ledger are taken as they are. Problems do not repeat
 * the text.
 */
export function checkLiveTokens(type: string, payload: Payload): Problem[] {
  const list = Object.hasOwn(eventCatalogue, type) ? eventCatalogue[type] : undefined;
  if (list === undefined) return [];
  const inSet = type === 'EntryCorrected' ? setFaults(payload['set']) : [];
  return withPersonFaults([...tokenFaults(type, list, payload), ...inSet], payload);
}

/** As `checkLiveTokens`, for a request for permission. */
export function checkLiveCommand(name: string, fields: Payload): Problem[] {
  if (!Object.hasOwn(commandCatalogue, name)) return [];
  return withPersonFaults(tokenFaults(name, commandCatalogue[name as CommandName], fields), fields);
}

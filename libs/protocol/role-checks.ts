import { type Check, entriesOf, mappings, stepsOf, textPlaces } from './checked.js';
import { type Block, blockAt, textAt, texts, textsAt } from './document.js';
import type { Fault, Path } from './fault.js';

/** Words that stand for a recipient without being a role of the pack. */
const standIns = [
  'subject_officer',
  'subject_member',
  'complainant',
  'complainant_officer',
  'holding_officer',
  'member',
  'none',
];

/** Parameters whose value is a role or a list of roles, whichever rule has them. */
const roleParameters = [
  'addressees',
  'advice_role',
  'advise',
  'advisers',
  'authoriser',
  'by',
  'consult',
  'decide',
  'decide_if_party',
  'decider',
  'decider_of_disputes',
  'declare_to',
  'determiner',
  'director',
  'escalate_refusal_or_doubt_to',
  'exceptions_to',
  'exempt',
  'extra',
  'normal',
  'notify',
  'offer_to',
  'officers',
  'offices',
  'senior_officer',
  'term_roles',
  'to',
];

interface Place {
  readonly text: string;
  readonly path: Path;
}

function fallbackRoles(entry: Block, path: Path): readonly Place[] {
  const rule = blockAt(entry, 'fallback_when');
  return ['subject_is', 'party_is', 'to'].flatMap((key) => textPlaces(rule, key, [...path, 'fallback_when']));
}

function routeRoles(document: Block): readonly Place[] {
  const steps = entriesOf(document, 'routes').flatMap(([id, route]) => [
    ...stepsOf(route, ['routes', id]).flatMap(({ step, path }) => [
      ...textPlaces(step, 'to', path),
      ...textPlaces(step, 'by', path),
      ...textPlaces(step, 'vacant', path).filter(({ text }) => text !== 'not_applicable'),
    ]),
    ...fallbackRoles(route, ['routes', id]),
  ]);
  const fallbacks = entriesOf(document, 'silent_routes').flatMap(([id, entry]) => [
    ...textPlaces(entry, 'fallback', ['silent_routes', id]),
    ...fallbackRoles(entry, ['silent_routes', id]),
  ]);
  return [...steps, ...fallbacks];
}

function parameterRoles(document: Block): readonly Place[] {
  return entriesOf(document, 'rules').flatMap(([id, rule]) => {
    const params = blockAt(rule, 'params');
    const path = ['rules', id, 'params'];
    const permitted = Object.keys(blockAt(params, 'permitted')).map((text) => ({
      text,
      path: [...path, 'permitted', text],
    }));
    return [...roleParameters.flatMap((key) => textPlaces(params, key, path)), ...permitted];
  });
}

/** Check 3: every role of a route or a parameter is declared. */
export const declaredRoles: Check = ({ document }) => {
  const known = new Set([...Object.keys(blockAt(document, 'roles')), ...standIns]);
  return [...routeRoles(document), ...parameterRoles(document)]
    .filter(({ text }) => !known.has(text))
    .map(({ text, path }) => ({
      path,
      wrong: `${text} is no role of the pack`,
      right: `a role declared in roles, or ${standIns.join(', ')}`,
    }));
};

/** Routes of cases that may be about the clerk or the chief executive. */
const routesAboutOfficers = [
  'relationship.declare.officer',
  'confidence.breach',
  'concern.member_about_clerk',
  'concern.neutrality',
  'concern.discrimination',
  'breach.officer',
];
const topRoles = ['proper_officer', 'chief_executive'];

/** The top roles for which a step offers no alternative. */
function unavoidable(step: Block): readonly string[] {
  const to = textsAt(step, 'to');
  const hasChoice = textAt(step, 'choose') === 'any' && to.some((role) => !topRoles.includes(role));
  return [...(hasChoice ? [] : to), ...textsAt(step, 'by')].filter((role) => topRoles.includes(role));
}

/** Check 7: a route that can bring a case to its own subject says so by a flag, or gives a fallback. */
export const selfReferral: Check = ({ document }) => {
  const faults: Fault[] = [];
  const demand = (entry: Block, path: Path, roles: readonly string[]): void => {
    const rule = blockAt(entry, 'fallback_when');
    const subject = textAt(rule, 'subject_is');
    const uncovered = roles.find((role) => textAt(entry, 'flag') === null && role !== subject);
    if (uncovered !== undefined) {
      const right = `flag: ROUTE_SELF_REFERRAL, or fallback_when with subject_is: ${uncovered}`;
      faults.push({ path, wrong: `a case about ${uncovered} reaches ${uncovered}`, right });
    }
    if (subject !== null && subject === textAt(rule, 'to')) {
      faults.push({ path: [...path, 'fallback_when'], wrong: 'the fallback is the subject', right: 'another role' });
    }
  };
  for (const id of routesAboutOfficers) {
    const route = blockAt(blockAt(document, 'routes'), id);
    const silent = blockAt(blockAt(document, 'silent_routes'), id);
    demand(
      route,
      ['routes', id],
      stepsOf(route, []).flatMap(({ step }) => unavoidable(step)),
    );
    demand(
      silent,
      ['silent_routes', id],
      texts(silent['fallback']).filter((role) => topRoles.includes(role)),
    );
  }
  return faults;
};

const personKeys = ['person', 'holder', 'holder_name', 'signed_by', 'owner', 'contact', 'email', 'phone'];
const honorific = /\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Lord|Lady|Cllr)\b\.?\s+[A-ZÀ-Þ]|\S@\S+\.\S/;

/** Check 8: no person is named: neither under a key made for it, nor by an honorific or an address of mail. */
export const noPerson: Check = ({ document }) => {
  const right = 'a role or an opaque token; people are never named in a pack';
  const faults: Fault[] = [];
  for (const { block, path } of mappings(document)) {
    for (const [key, value] of Object.entries(block)) {
      if (personKeys.includes(key)) faults.push({ path: [...path, key], wrong: `${key} names a person`, right });
      else if (texts(value).some((text) => honorific.test(text)))
        faults.push({ path: [...path, key], wrong: `${key} holds a person's name or address`, right });
    }
    const signer = textAt(block, 'signed_by_role');
    if (signer !== null && !/^[a-z][a-z_]*$/.test(signer))
      faults.push({ path: [...path, 'signed_by_role'], wrong: 'a name instead of a role', right });
  }
  return faults;
};

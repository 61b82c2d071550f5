import { GIFT_POUNDS, dpiThresholds, isDpiKind } from '#lib/features/register/dpi-kinds.js';
import { lastDispensedDay } from '#lib/features/meetings/dispensed.js';
import {
  type Instant,
  MINUTE_MS,
  type Payload,
  type Problem,
  formatDay,
  nearestName,
  parsePartialDate,
} from '#lib/kernel/index.js';
import { NO_PACK, type Pack } from '#lib/protocol/record.js';
import { eventCatalogue } from './catalogue.js';
import { personFaults } from './person-tokens.js';
import { type Declared, notesOnReferences } from './references.js';

/** The event that a note is about, before it is recorded. */
export interface Noted {
  readonly type: string;
  readonly at: Instant;
  readonly payload: Payload;
}

const isMap = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const above = (value: unknown, threshold: number): boolean => typeof value === 'number' && value > threshold;
const stays = 'it stays on the register as it was given, a DPI or not (Localism Act 2011 s30(4))';

/** Interests below the limits of the Regulations for a DPI. */
function belowThreshold(kind: 'securities' | 'licences', details: Payload): Problem[] {
  const { nominalValue, sharePercent, months } = details;
  if (kind === 'licences') {
    if (typeof months !== 'number' || months >= dpiThresholds.months) return [];
    return [{ at: '/details/months', wrong: 'a licence of less than a month', right: stays }];
  }
  const isAbove = above(nominalValue, dpiThresholds.nominalValue) || above(sharePercent, dpiThresholds.sharePercent);
  if (isAbove) return [];
  const at = nominalValue === undefined ? '/details/sharePercent' : '/details/nominalValue';
  return [{ at, wrong: 'not over £25,000 in all and not over a hundredth of a class', right: stays }];
}

function dpiNotes({ kind, details }: Payload): Problem[] {
  if (kind === 'securities' || kind === 'licences') return belowThreshold(kind, isMap(details) ? details : {});
  if (isDpiKind(kind)) return [];
  const wrong = kind === undefined ? 'a DPI without a kind' : 'a kind that is none of the seven of the Regulations';
  return [{ at: '/kind', wrong, right: 'one of the seven kinds, if it is known (SI 2012/1464)' }];
}

function giftNotes({ outcome, value }: Payload): Problem[] {
  if (outcome !== 'received' || typeof value !== 'number' || value >= GIFT_POUNDS) return [];
  const right = "it stays recorded; the council's own code may name another figure";
  return [{ at: '/value', wrong: `below the £${GIFT_POUNDS} of the model code`, right }];
}

function dispensationNotes({ until }: Payload, at: Instant): Problem[] {
  const last = lastDispensedDay(at);
  const given = typeof until === 'string' ? parsePartialDate(until) : null;
  if (given === null || given.last <= last) return [];
  const right = `it counts up to ${formatDay(last)}: four years at most (Localism Act 2011 s33)`;
  return [{ at: '/until', wrong: 'a dispensation of more than four years', right }];
}

/** Notes on values that are recorded as given but may be mistakes. */
function notesOnFields({ type, payload, at }: Noted): Problem[] {
  switch (type) {
    case 'InterestRegistered':
      return payload['category'] === 'dpi' ? dpiNotes(payload) : [];
    case 'GiftOrHospitalityRecorded':
      return giftNotes(payload);
    case 'DispensationRecorded':
      return dispensationNotes(payload, at);
    default:
      return [];
  }
}

/** Events that fill or vacate a role. Only they may name a role without a holder. */
const giveRoles: ReadonlySet<string> = new Set(['RoleAssigned', 'RoleVacated']);

/** The fields of an event that name a role. */
function rolesIn({ type, payload }: Noted): [field: string, role: string][] {
  return Object.entries(eventCatalogue[type] ?? {}).flatMap(([field, { kind }]): [string, string][] => {
    if (!/(?:^|list of )role$/.test(kind)) return [];
    const value = payload[field];
    const roles: readonly unknown[] = Array.isArray(value) ? value : [value];
    return roles.filter((role) => typeof role === 'string').map((role) => [field, role]);
  });
}

/** Events that determine the pack in force and the holders of roles. */
export const speaksOfRoles = ({ type }: { readonly type: string }): boolean =>
  giveRoles.has(type) || type === 'ProtocolPackAdopted' || type === 'ProtocolPackPublished';

/**
 * True for a role that was vacated for the whole council and not filled since. A role that no event names counts as held
 * (readings 6).
 */
function isVacated(known: readonly Noted[], role: string, at: Instant): boolean {
  const words = known.filter(({ type, payload, at: then }) => {
    if (then > at) return false;
    if (type === 'RoleAssigned') return payload['role'] === role;
    const { roles, group } = payload;
    return type === 'RoleVacated' && group === undefined && Array.isArray(roles) && roles.includes(role);
  });
  const latest = Math.max(...words.map((word) => word.at));
  return words.findLast((word) => word.at === latest)?.type === 'RoleVacated';
}

function notesOnRoles(event: Noted, { roles: known, packAt }: Background): Problem[] {
  const roles = rolesIn(event);
  if (roles.length === 0) return [];
  const pack = packAt(event.at);
  return roles.flatMap(([field, role]): Problem[] => {
    const at = `/${field}`;
    if (!giveRoles.has(event.type) && isVacated(known, role, event.at)) {
      return [{ at, wrong: `${role} has no holder: it was vacated`, right: 'a role that has a holder' }];
    }
    if (pack === NO_PACK || pack.roles.has(role)) return [];
    const nearest = nearestName(role, pack.roles.keys());
    const meant = nearest === null ? '' : `${nearest}, if that is meant: `;
    const right = `${meant}one of ${[...pack.roles.keys()].join(', ')}`;
    return [{ at, wrong: `${role} is not a role of the protocol in force then`, right }];
  });
}

/** The known flags of advice; any other flag counts as more than facts and options (P06). */
const flagsKnown = ['facts', 'options', 'politicalImplications', 'recommendation'];

function notesOnFlags({ payload }: Noted): Problem[] {
  const { flags } = payload;
  if (!isMap(flags)) return [];
  const unknown = Object.keys(flags).filter((flag) => !flagsKnown.includes(flag));
  return unknown.map((flag) => {
    const nearest = nearestName(flag, flagsKnown);
    const meant = nearest === null ? '' : `${nearest}, if that is meant: `;
    const right = `${meant}one of ${flagsKnown.join(', ')}`;
    return { at: `/flags/${flag}`, wrong: `the flag ${flag} is unknown`, right };
  });
}

/** Tolerated lead of a sender's clock. */
const CLOCKS_DIFFER_MS = 5 * MINUTE_MS;

function notesOnTime({ at }: Noted, now: Instant): Problem[] {
  if (at <= now + CLOCKS_DIFFER_MS) return [];
  return [
    {
      at: '/occurredAt',
      wrong: 'the event is in the future',
      right: 'the time when it happened; a planned event has not happened yet',
    },
  ];
}

/** The facts about an event's council, including the events of the same request. */
export interface Background {
  /** Events that speak of roles, in order of recording. */
  readonly roles: readonly Noted[];
  /** Which protocol was in force. */
  readonly packAt: (at: Instant) => Pack;
  readonly declared: Pick<Declared, 'has' | 'all'>;
  readonly now: Instant;
}

/**
 * Returns notes on an event that may hold mistakes, each with its place in the event, such as `/payload/group`. No note repeats
 * a sealed value.
 */
export function notesOn(event: Noted, background: Background): Problem[] {
  const inPayload = [
    ...notesOnFields(event),
    ...notesOnRoles(event, background),
    ...notesOnReferences(event, background.declared),
    ...notesOnFlags(event),
    ...personFaults(event.payload),
  ];
  const placed = inPayload.map(({ at, ...note }) => ({ at: `/payload${at}`, ...note }));
  return [...notesOnTime(event, background.now), ...placed];
}

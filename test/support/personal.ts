import { idOf } from './service.js';

/** An event as it is posted. */
export interface Posted {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** One person, everything personal that is recorded of them, and the texts by which it would be found. */
export interface Told {
  readonly person: string;
  readonly events: readonly Posted[];
  /** By event id and path, what an opening must answer. */
  readonly values: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly canaries: readonly string[];
}

/** One of them stands in everything personal; neither stands anywhere else. */
export const MARKS = ['canaryquince', '918273645'] as const;

const two = (number: number): string => String(number).padStart(3, '0');

/** Something of every kind that holds personal data, said of one person in words that stand nowhere else. */
export function personalData(number: number): Told {
  // An officer, who may hold whatever a member may, and interests of an officer too.
  const person = `O-${two(number)}`;
  const canaries: string[] = [];
  const events: Posted[] = [];
  const values = new Map<string, Readonly<Record<string, unknown>>>();
  const canary = (): string => {
    const text = `${MARKS[0]}${two(number)}x${String(canaries.length).padStart(2, '0')}`;
    canaries.push(text);
    return text;
  };
  const amount = (): number => {
    const months = Number(MARKS[1]) * 1_000_000 + number * 1000 + canaries.length;
    canaries.push(String(months));
    return months;
  };
  const add = (type: string, plain: Posted['payload'], sealed: Posted['payload']): string => {
    const id = idOf(number * 1000 + events.length);
    events.push({ id, type, occurredAt: '2026-03-05T19:00', payload: { ...plain, ...sealed } });
    values.set(id, sealed);
    return id;
  };
  const correct = (target: string, sealed: Posted['payload']): void => {
    const id = add('EntryCorrected', { target, set: sealed }, {});
    values.set(id, Object.fromEntries(Object.entries(sealed).map(([name, value]) => [`set/${name}`, value])));
  };
  const own = { person };
  const interest = `I-${two(number)}`;
  const onItem = { ...own, item: 'IT-1', category: 'ori' };
  // Before anything is recorded under its name: the ninth event that follows.
  correct(idOf(number * 1000 + 9), { details: canary() });
  const registered = add('InterestRegistered', { ...own, category: 'ori', interest }, { details: { land: canary() } });
  add('InterestChanged', { ...own, interest }, { details: canary() });
  add('SensitiveInterestRequested', { ...own, interest }, { reason: canary() });
  add(
    'GiftOrHospitalityRecorded',
    { ...own, gift: `G-${two(number)}`, outcome: 'received' },
    { from: canary(), details: canary() },
  );
  add('OfficerInterestRegistered', { officer: person, interest }, { details: [canary()] });
  const disclosed = add('RentArrearsDisclosed', own, { months: amount() });
  add('CouncilTaxArrearsDisclosed', own, { months: amount() });
  add('ArrearsStatusConfirmed', { ...own, kind: 'rent' }, { months: amount() });
  add('InterestDeclaredAtMeeting', onItem, { details: canary() });
  const candidate = { candidate: canary() };
  add('CandidateRelationshipDeclared', { ...own, to: 'chief_executive' }, candidate);
  add('RecruitmentStepTaken', { ...own, step: 'interview' }, candidate);
  add('RecruitmentParticipationDetermined', { ...own, outcome: 'may_continue', by: 'chief_executive' }, candidate);
  add('CandidateSupportReported', own, candidate);
  add(
    'RelationshipDeclared',
    { id: `REL-${two(number)}`, by: person, about: 'M-1', to: 'monitoring_officer' },
    { category: 'intimate', degree: 'partner' },
  );
  correct(registered, { details: canary() });
  correct(disclosed, { months: amount() });
  return { person, events, values, canaries };
}

import {
  type EventsOf,
  anything,
  boolean,
  date,
  listOf,
  number,
  oneOf,
  required,
  role,
  sealed,
  token,
} from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';

/** An entry of the register, by the token of the interest. */
const entry = { person: required(token), interest: required(token) } as const;

/** STORAGE SHAPES: the register of interests. A change here is a migration. */
export const registerEvents = {
  InterestRegistered: {
    person: required(token),
    category: required(oneOf('dpi', 'ori', 'nri')),
    interest: required(token),
    holder: oneOf('self', 'partner'),
    kind: token,
    details: sealed(anything),
    matters: listOf(token),
  },
  InterestChanged: { ...entry, details: sealed(anything), kind: token, matters: listOf(token) },
  InterestEnded: entry,
  InterestsReturnMade: { person: required(token), nil: required(boolean), basis: oneOf('term', 'change', 'annual') },
  SensitiveInterestRequested: { ...entry, reason: sealed(anything) },
  SensitiveInterestDetermined: {
    ...entry,
    by: required(role),
    outcome: required(oneOf('agreed', 'not_agreed')),
    reviewOn: date,
  },
  SensitiveInterestEnded: entry,
  GiftOrHospitalityRecorded: {
    person: required(token),
    gift: required(token),
    outcome: required(oneOf('received', 'refused')),
    value: number,
    receivedOn: date,
    from: sealed(token),
    details: sealed(anything),
  },
  OfficerInterestRegistered: {
    officer: required(token),
    interest: required(token),
    category: token,
    details: sealed(anything, ['officer']),
  },
} as const;

export type RegisterEvent = EventsOf<typeof registerEvents, Pack>;

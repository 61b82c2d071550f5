export { type Problem, type Refusal, type Result, accepted, refused } from './refusal.js';
export {
  type Instant,
  type LocalDay,
  MINUTE_MS,
  HOUR_MS,
  DAY_MS,
  dayOf,
  endOfDay,
  formatDay,
  formatInstant,
  fromLondon,
  localDay,
  londonOffset,
  parseInstant,
  startOfDay,
} from './instant.js';
export { type PartialDate, parsePartialDate } from './partial-date.js';
export {
  type Calendar,
  type Nation,
  CalendarHorizonError,
  addWorkingDays,
  isWorkingDay,
  workingDaysBetween,
} from './working-days.js';
export {
  type Field,
  type FieldList,
  type Fields,
  PACK_PART_BYTES,
  anything,
  boolean,
  count,
  date,
  instant,
  listOf,
  mapOf,
  nullable,
  number,
  oneOf,
  ordinal,
  required,
  role,
  sealed,
  sha256,
  shape,
  text,
  token,
} from './fields.js';
export {
  type Actor,
  type EventEnvelope,
  type EventTable,
  type EventsOf,
  type Happened,
  type PackReference,
  type Payload,
  type RecordedEvent,
  type EventMark,
} from './event.js';
export { type EntryWords, type Words, type WordsOf } from './words.js';
export { isUuid, uuidFromDigest, uuidv7 } from './uuid.js';
export { canonicalJson } from './canonical.js';
export { type SealedValue, isSealedValue } from './sealed.js';
export { type Remains, type RemainsTable } from './remains.js';
export { mostAlike, nearestName } from './nearest.js';
export { gapOf, rate } from './round.js';

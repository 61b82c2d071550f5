import type { ProblemKind } from './problem.js';

/** What a kind of problem means, and what whoever meets it can do. */
export interface ProblemPage {
  readonly means: string;
  readonly instead: string;
}

const body = 'The answer names each field at fault in errors: where it is, what is wrong, and what would be right.';
const again = 'Send the same request again, with the same ids: what was recorded already is recorded once.';

/** A page for every kind of problem; its `type` leads here. */
export const problemPages: Readonly<Record<ProblemKind, ProblemPage>> = {
  malformed: {
    means:
      'The address or the body of the request is not what it says it is: broken JSON, or an address that is no URL.',
    instead: 'Check the quotes and brackets of the body, and encode what stands in the address.',
  },
  permission_refused: {
    means: 'The protocol of the council does not permit what was asked. Nothing was recorded.',
    instead: 'rule and clauses name what refuses it; without a rule, what the question is about does not exist.',
  },
  not_found: {
    means: 'No page and no resource has this address.',
    instead: 'Start at / or browse the API at /api.',
  },
  council_unknown: {
    means: 'No council of this name has a ledger here.',
    instead: 'GET /api/v1/councils lists the councils; POST /api/v1/councils opens one.',
  },
  event_unknown: {
    means: 'The council has no event with this id.',
    instead: "Look it up in the council's timeline; the id of an event is a UUID, not the token of an entry.",
  },
  projection_unknown: {
    means: 'No projection has this name.',
    instead: 'errors lists the names of all projections.',
  },
  pack_unknown: {
    means: 'The protocol pack that was named is not at hand. Judging by it would silently judge nothing.',
    instead:
      'GET /api/v1/packs lists the packs that come with the program, GET /api/v1/councils/{council}/packs those of a council; POST there publishes one.',
  },
  pack_invalid: {
    means:
      'The text of a protocol pack is incomplete, has another hash than was said, or fails a check. Nothing was recorded.',
    instead:
      'errors names each place in the text, with its line. POST /api/v1/packs/check checks a text without recording.',
  },
  pack_taken: {
    means:
      'A text of the same id, version and revision is on record or comes with this program, and what was judged by it stays.',
    instead: 'Give the changed text another revision of the same version, or another version, and publish that.',
  },
  council_exists: {
    means: 'A council is opened once, and this one has events already.',
    instead: 'Record its events, or open a council of another name.',
  },
  id_reused: {
    means:
      'The id of an event stands for one event for ever. This id was used before, with another type, time or payload.',
    instead: 'Choose a new UUID for a new event; to repeat a request, send exactly what was sent before.',
  },
  erased: {
    means: 'The personal data of this event was erased, with every key that could open it. Nobody can bring it back.',
    instead: 'The answer says when. The event itself and every figure that rests on it stay as they were.',
  },
  too_large: {
    means: 'The body is larger than 4 MB, or larger than the store takes at once. Nothing was recorded.',
    instead: 'Send fewer events in one request.',
  },
  media_type: {
    means: 'The body is not JSON, or not said to be. Only the text of a protocol pack may be YAML.',
    instead: 'Send JSON in UTF-8 with the header content-type: application/json, a pack also as application/yaml.',
  },
  misdirected: {
    means:
      'The request came under a host name that this service does not answer to. That protects it from other pages.',
    instead: 'Ask it as localhost or 127.0.0.1; its operator can add names with EVENHAND_NAMES.',
  },
  invalid: {
    means: 'Some fields of the request cannot be right. Nothing was recorded.',
    instead: body,
  },
  nothing_sealed: {
    means: 'The event holds no personal data, so that there is nothing to open.',
    instead: 'Read the event in the timeline: all of it is shown there.',
  },
  calendar_horizon: {
    means: 'A period ends in a year for which no bank holidays are known yet. A guess could be wrong by a day.',
    instead: 'Ask for an earlier at, or bring the holidays up to date.',
  },
  other: {
    means: 'The request cannot be served as it is.',
    instead: 'Compare it with the description of the API at /api.',
  },
  fault: {
    means: 'A fault of this program. It is not known whether what was sent is recorded.',
    instead: `${again} Quote the instance when you report it: the log has the same reference.`,
  },
  unopenable: {
    means:
      'Sealed values of this event cannot be opened, although nobody erased them: a key is lost, or a value is damaged.',
    instead: 'Tell whoever operates the service: the log has the same reference.',
  },
  contended: {
    means: 'Others recorded in this council faster than this request could be decided.',
    instead: `${again} The header retry-after says when.`,
  },
  ledger_unavailable: {
    means: 'The store of the ledger cannot be reached. Whether the events were recorded is unknown.',
    instead: `${again} The header retry-after says when.`,
  },
  keys_unavailable: {
    means: 'The store of the keys that seal personal data cannot be reached. What was sent may be recorded already.',
    instead: `${again} The header retry-after says when.`,
  },
  position_not_reached: {
    means: 'The ledger did not come to the position of waitFor within 5 seconds.',
    instead: 'Ask again, or ask without waitFor for what the ledger has. A position comes from an answer to recording.',
  },
  ledger_refused: {
    means: 'The store of the ledger will never take these events, for example because its stream was deleted.',
    instead: 'Tell whoever operates the store: sending the events again does not help.',
  },
  ledger_full: {
    means: 'The disk of the ledger is full. Nothing was recorded.',
    instead: 'Tell whoever operates the service, and send the events again once there is space.',
  },
};

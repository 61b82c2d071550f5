import type { ProblemKind } from './problem.js';

/** The meaning of a kind of problem, and its remedy. */
export interface ProblemPage {
  readonly means: string;
  readonly instead: string;
}

const body = 'The member errors names each faulty field: its place, what is wrong, and what would be right.';
const again = 'Send the same request again with the same ids: each event is recorded only once.';

/** A page for every kind of problem; its `type` leads here. */
export const problemPages: Readonly<Record<ProblemKind, ProblemPage>> = {
  malformed: {
    means: 'The body of the request is broken JSON, or its address is not a URL.',
    instead: 'Check the quotes and brackets of the body, and encode special characters in the address.',
  },
  sign_in_failed: {
    means: 'What came back from the sign-in service does not sign anybody in: it is late, was used before, or is not for here.',
    instead: 'Start at /sign-in again. If it fails again, tell the operator; the log has the same reference.',
  },
  unauthenticated: {
    means: 'The request has no session and no valid token.',
    instead: 'Sign in at /sign-in, or send Authorization: Bearer with a token of the same issuer for this service.',
  },
  forbidden: {
    means: 'The roles that the ledger gives you today, or the scopes of the token, do not allow this. Nothing was recorded.',
    instead: 'Ask the Monitoring Officer, or whoever links accounts in your council.',
  },
  foreign_request: {
    means: 'The request has no valid token of a form, or another site sent it. Nothing was recorded.',
    instead: 'Open the page again and send the form from there. A program sends a bearer token instead.',
  },
  permission_refused: {
    means: "The council's protocol does not permit the request. Nothing was recorded.",
    instead:
      'rule and clauses name the rule that refuses it. Without a rule, the entry that the request names does not exist.',
  },
  not_found: {
    means: 'No page and no resource has this address.',
    instead: 'Start at / or browse the API at /api.',
  },
  council_unknown: {
    means: 'No council of this name exists here.',
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
  figure_unknown: {
    means: 'The projection has no such row, or the row no such figure, or nothing says what the figure is made of.',
    instead: 'errors lists what there is. Figures about everybody stand in the row council, totals or protocol.',
  },
  pack_unknown: {
    means: 'The service does not have the protocol pack that the request names, and cannot judge by it.',
    instead:
      'GET /api/v1/packs lists the packs that come with the program, GET /api/v1/councils/{council}/packs those of a council; POST there publishes one.',
  },
  pack_invalid: {
    means:
      'The text of a protocol pack is incomplete, does not match its hash, or fails a check. Nothing was recorded.',
    instead:
      'errors names each place in the text, with its line. POST /api/v1/packs/check checks a text without recording.',
  },
  pack_taken: {
    means: 'Another text with the same id, version and revision is on record or comes with this program.',
    instead: 'Give the changed text a new revision or a new version, and publish that.',
  },
  council_exists: {
    means: 'A council is opened once, and this one already has events.',
    instead: 'Record events in this council, or open a council with another name.',
  },
  id_reused: {
    means: 'An event id names one event for ever. This id already names an event with another type, time or payload.',
    instead: 'Choose a new UUID for a new event. To repeat a request, send exactly the same body.',
  },
  erased: {
    means: 'The personal data of this event was erased, with every key that could open it. It cannot be restored.',
    instead:
      'The answer gives the time of the erasure. The event itself and every figure that rests on it stay as they were.',
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
      'The request used a host name that this service does not serve. This check protects the service from foreign web pages.',
    instead: 'Use localhost or 127.0.0.1. The operator can add names with EVENHAND_NAMES.',
  },
  invalid: {
    means: 'Some fields of the request are wrong. Nothing was recorded.',
    instead: body,
  },
  nothing_sealed: {
    means: 'The event holds no personal data, so there is nothing to open.',
    instead: 'Read the event in the timeline, which shows all of it.',
  },
  calendar_horizon: {
    means: 'A period ends in a year whose bank holidays are not known yet. A guess could be wrong by a day.',
    instead: 'Ask for an earlier at, or update the table of holidays.',
  },
  other: {
    means: 'The service cannot serve the request.',
    instead: 'Compare it with the description of the API at /api.',
  },
  fault: {
    means: 'The program has a fault. The events may or may not be recorded.',
    instead: `${again} Quote the instance when you report it: the log has the same reference.`,
  },
  unopenable: {
    means: 'Sealed values of this event were not erased but cannot be opened: a key is lost, or a value is damaged.',
    instead: 'Tell the operator of the service; the log has the same reference.',
  },
  contended: {
    means: 'Other requests recorded in this council faster than the service could decide this one.',
    instead: `${again} The header retry-after gives the time to wait.`,
  },
  ledger_unavailable: {
    means: 'The store of the ledger cannot be reached. The events may or may not be recorded.',
    instead: `${again} The header retry-after gives the time to wait.`,
  },
  keys_unavailable: {
    means: 'The store of the keys that seal personal data cannot be reached. The events may already be recorded.',
    instead: `${again} The header retry-after gives the time to wait.`,
  },
  issuer_unavailable: {
    means: 'The service that signs people in does not answer.',
    instead: 'Try again soon. Whoever is signed in stays signed in.',
  },
  position_not_reached: {
    means: 'The ledger did not reach the position of waitFor within 5 seconds.',
    instead: 'Ask again, or ask without waitFor. Take the position from an answer to recording.',
  },
  ledger_refused: {
    means: 'The store of the ledger permanently refuses these events, for example because its stream was deleted.',
    instead: 'Tell the operator of the store. Sending the events again does not help.',
  },
  ledger_full: {
    means: 'The disk of the ledger is full. Nothing was recorded.',
    instead: 'Tell the operator of the service, and send the events again once there is space.',
  },
};

import { type Problem, isUuid } from '#lib/kernel/index.js';

/** Every kind of problem of the API: HTTP status (RFC 9110, RFC 4918 for 507) and title. */
export const problemKinds = {
  malformed: [400, 'The request cannot be read'],
  sign_in_failed: [400, 'The sign-in did not succeed'],
  unauthenticated: [401, 'Sign in first'],
  forbidden: [403, 'Your role does not allow this'],
  foreign_request: [403, 'The form does not come from a page of this service'],
  permission_refused: [403, 'The protocol does not permit this'],
  not_found: [404, 'Nothing has this address'],
  council_unknown: [404, 'No such council exists'],
  event_unknown: [404, 'No such event exists in this council'],
  projection_unknown: [404, 'No such projection exists'],
  figure_unknown: [404, 'No such figure exists in this projection'],
  pack_unknown: [422, 'No such protocol pack exists'],
  pack_invalid: [422, 'The text of the protocol pack is wrong'],
  pack_taken: [409, 'Another text already has the name of this protocol pack'],
  council_exists: [409, 'The council already exists'],
  id_reused: [409, 'An event id already names another event'],
  erased: [410, 'The personal data of this event is erased'],
  too_large: [413, 'The request is too large'],
  media_type: [415, 'The body is not of a kind that is read here'],
  misdirected: [421, 'This service answers only to this machine'],
  invalid: [422, 'Some fields are wrong'],
  nothing_sealed: [422, 'The event holds no personal data'],
  calendar_horizon: [422, 'No bank holidays are known for that time'],
  other: [400, 'The request cannot be served'],
  fault: [500, 'Something went wrong here'],
  unopenable: [500, 'The sealed values cannot be opened'],
  contended: [503, 'Others are recording too fast'],
  ledger_unavailable: [503, 'The ledger cannot be reached'],
  keys_unavailable: [503, 'The key store cannot be reached'],
  issuer_unavailable: [503, 'The sign-in service cannot be reached'],
  position_not_reached: [504, 'The ledger has not reached that position'],
  ledger_refused: [422, 'The ledger will not take these events'],
  ledger_full: [507, 'The ledger has no space left'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemKind = keyof typeof problemKinds;

/**
 * One faulty field. `pointer` is a JSON pointer into the body as a URI fragment (RFC 6901), `parameter` names a query
 * parameter.
 */
export interface FieldFault {
  readonly pointer?: string;
  readonly parameter?: string;
  /** Line of a text that was sent, counted from 1. */
  readonly line?: number;
  readonly detail: string;
  readonly right: string;
}

/** A problem document (RFC 9457). `type` is a reference to the page that explains the kind. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  /** The request's reference, the same as in the log. */
  readonly instance?: string;
  readonly errors?: readonly FieldFault[];
  readonly [member: string]: unknown;
}

interface ProblemExtra {
  readonly detail?: string;
  readonly status?: number;
  readonly retryAfterSeconds?: number;
  readonly errors?: readonly FieldFault[];
  /** Further members of the document. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** Ends a request with a problem document. Only the edge throws it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(
    readonly kind: ProblemKind,
    readonly extra: ProblemExtra = {},
  ) {
    super(problemKinds[kind][1]);
  }

  get status(): number {
    return this.extra.status ?? problemKinds[this.kind][0];
  }

  document(instance: string | undefined): ProblemDocument {
    const [, title] = problemKinds[this.kind];
    const { detail, errors, members } = this.extra;
    return {
      type: `/api/v1/problems/${this.kind}`,
      title,
      status: this.status,
      ...(detail === undefined ? {} : { detail }),
      ...(instance === undefined ? {} : { instance: isUuid(instance) ? `urn:uuid:${instance}` : `#${instance}` }),
      ...(errors === undefined || errors.length === 0 ? {} : { errors }),
      ...members,
    };
  }
}

/** Faults of the body, by their places in it. */
export function bodyFaults(problems: readonly Problem[]): FieldFault[] {
  return problems.map(({ at, line, wrong, right }) => {
    return { pointer: `#${encodeURI(at)}`, ...(line === undefined ? {} : { line }), detail: wrong, right };
  });
}

/** Faults of the query, by parameter. */
export function queryFaults(problems: readonly Problem[]): FieldFault[] {
  return problems.map(({ at, wrong, right }) => ({ parameter: at.slice(1), detail: wrong, right }));
}

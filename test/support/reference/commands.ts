/** Permissions asked for in a file (events.md, commands; readings.md 1.8). */
import { amended } from './amendments.js';
import { foldOrder } from './history.js';
import type { Fact } from './history.js';
import { clausesBinding, listOf, rule } from './pack.js';
import type { Pack, Rule, World } from './pack.js';
import { decisionsOn, isMisrouted, redirection } from './requests.js';
import { formatInstant } from './time.js';
import { ofType, opening, requestOf, token } from './world.js';

interface Command {
  /** The field that names the entry. */
  names: 'id' | 'request';
  grants: string;
  /** Rules that can refuse it, in this order. */
  refusals: [string, (world: World, pack: Pack, command: Fact) => boolean][];
}

const COMMANDS: Record<string, Command> = {
  AcceptGroupSupportRequest: {
    names: 'id',
    grants: 'GroupSupportRequestAccepted',
    refusals: [
      ['grp.no_ward_party_meetings', isWardPartyMeeting],
      ['grp.request_addressee', isStillMisrouted],
      ['grp.non_councillor_authorisation', isUnauthorised],
    ],
  },
  AuthoriseNonCouncillorAttendance: {
    names: 'request',
    grants: 'NonCouncillorAttendanceAuthorised',
    refusals: [['grp.non_councillor_authorisation', isNotTheirsOrTooLate]],
  },
  ApproveAccompaniment: {
    names: 'request',
    grants: 'AccompanimentApproved',
    refusals: [['grp.attendee_limit', (_world, _pack, command) => token(command.f['reason']) === null]],
  },
};

export function isCommand(type: string): boolean {
  return Object.hasOwn(COMMANDS, type);
}

function isWardPartyMeeting(world: World, _pack: Pack, command: Fact): boolean {
  return requestOf(world, command.f['id']) === null;
}

function isStillMisrouted(world: World, pack: Pack, command: Fact): boolean {
  const request = requestOf(world, command.f['id']);
  return request !== null && isMisrouted(pack, request) && redirection(world, pack, request) === null;
}

/** Non-councillors are expected and none are authorised yet. */
function isUnauthorised(world: World, pack: Pack, command: Fact): boolean {
  const request = requestOf(world, command.f['id']);
  if (request === null || Number(request.f['nonCouncillorsExpected'] ?? 0) <= 0) return false;
  const authorisers = listOf(rule(pack, 'grp.non_councillor_authorisation')?.params['authoriser']);
  const types = ['NonCouncillorAttendanceAuthorised', 'NonCouncillorAttendanceRefused'];
  const decisions = decisionsOn(world, request, 'request', types).filter((fact) => authorisers.includes(fact.f['by']));
  return decisions.at(-1)?.type !== 'NonCouncillorAttendanceAuthorised';
}

/** `by` is not the authoriser, or the officer has arrived. */
function isNotTheirsOrTooLate(world: World, pack: Pack, command: Fact): boolean {
  const authorisers = listOf(rule(pack, 'grp.non_councillor_authorisation')?.params['authoriser']);
  const arrived = ofType(world, 'OfficerAttendedGroupMeeting').some(
    (fact) => fact.f['request'] === command.f['request'],
  );
  return !authorisers.includes(command.f['by']) || arrived;
}

/** The entry a command speaks of: a request, or for an acceptance also a request to attend a ward party meeting. */
function exists(world: World, command: Fact): boolean {
  const named = COMMANDS[command.type]!.names;
  if (requestOf(world, command.f[named]) !== null) return true;
  return named === 'id' && opening(world, 'WardPartyMeetingRequested', command.f['id']) !== null;
}

export interface Outcome {
  command: Fact;
  outcome: 'granted' | 'refused';
  rule: Rule | null;
  clauses: string[];
}

function decide(world: World, command: Fact): Outcome {
  if (!exists(world, command)) return { command, outcome: 'refused', rule: null, clauses: [] };
  const pack = world.packAt(command.t);
  for (const [id, refuses] of COMMANDS[command.type]!.refusals) {
    const found = rule(pack, id);
    if (found?.mode === 'block' && refuses(world, pack, command)) {
      return {
        command,
        outcome: 'refused',
        rule: found,
        clauses: clausesBinding(pack, found.src, command.f['by']) ?? [],
      };
    }
  }
  return { command, outcome: 'granted', rule: null, clauses: [] };
}

/** readings 1.8: each is decided on what had occurred and been recorded by its own `t`; a grant leaves an event. */
export function decideAll(
  facts: Fact[],
  commands: Fact[],
  judgedUnder: (known: Fact[]) => World['packAt'],
): { outcomes: Outcome[]; facts: Fact[] } {
  const outcomes: Outcome[] = [];
  const grown = [...facts];
  for (const command of [...commands].sort(foldOrder)) {
    const events = amended(grown, command.t, command.t);
    const world = { events, at: command.t, packAt: judgedUnder(events) };
    const outcome = decide(world, command);
    outcomes.push(outcome);
    if (outcome.outcome === 'granted') grown.push({ ...command, type: COMMANDS[command.type]!.grants });
  }
  return { outcomes, facts: grown };
}

/** The answer's `commands`: those inside `at` and `knownAt`. */
export function commandsView(outcomes: Outcome[], at: number, knownAt: number) {
  return outcomes
    .filter(({ command }) => command.t <= at && command.rec <= knownAt)
    .map(({ command, outcome, rule: refusing, clauses }) => ({
      t: formatInstant(command.t),
      command: command.type,
      id: token(command.f[COMMANDS[command.type]!.names]),
      outcome,
      ...(refusing === null ? {} : { rule: refusing.id, clauses }),
    }));
}

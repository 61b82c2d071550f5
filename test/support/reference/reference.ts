/**
 * The replay, once more, straight from the definitions: small, slow, and meant to be read beside readings.md.
 * Tests hold the real features against it; it must never be built on them.
 */
import { adviceFindings } from './advice-findings.js';
import { commandsView, decideAll, isCommand } from './commands.js';
import { findingsView, merged } from './finding.js';
import type { Finding } from './finding.js';
import { amended, amendmentsBy, readEntry, stored } from './history.js';
import type { Entry, Fact } from './history.js';
import { lifeFindings, protocolStatus } from './life.js';
import { byMatter } from './matters.js';
import { meetingFindings } from './meeting-findings.js';
import { attendanceLog } from './meetings.js';
import { noticeObligations } from './notices.js';
import { judgedBy } from './pack.js';
import type { Pack, World } from './pack.js';
import { byCouncillor, byGroup, officeHolderBriefings } from './parity.js';
import { requestFindings } from './request-findings.js';
import { groupSupport } from './requests.js';
import { formatInstant, parseInstant } from './time.js';

export type { Entry } from './history.js';

export interface ReferenceInput {
  events: Entry[];
  pack: unknown;
  packs?: unknown[];
  at?: string;
  knownAt?: string;
  judgeAllBy?: boolean;
  council?: string;
}

export interface ReferenceAnswer {
  council: string;
  at: string;
  knownAt: string;
  projections: Record<string, unknown>;
  commands: Record<string, unknown>[];
}

/** Every finding that the amended state holds, before those that say the same are merged. */
function allFindings(world: World): Finding[] {
  return [...requestFindings(world), ...adviceFindings(world), ...meetingFindings(world), ...lifeFindings(world)];
}

function isOf(a: Finding, b: Finding): boolean {
  return a.rule === b.rule && a.kind === b.kind && a.subject === b.subject;
}

/** readings 2.4: findings that an amendment left nothing of stay, resolved when it occurred. */
function removedByAmendments(facts: Fact[], world: World, knownAt: number): Finding[] {
  const worldAt = (at: number): World => ({ ...world, events: amended(facts, at, knownAt), at });
  const removed: Finding[] = [];
  for (const { t } of amendmentsBy(facts, world.at, knownAt)) {
    const after = allFindings(worldAt(t));
    for (const before of merged(allFindings(worldAt(t - 1)))) {
      if (!after.some((one) => isOf(one, before))) removed.push({ ...before, remediedAt: t });
    }
  }
  const now = allFindings(world);
  const isFact = (a: Finding, b: Finding) => isOf(a, b) && a.occurredAt === b.occurredAt && a.fact === b.fact;
  const gone = removed.filter((one) => !now.some((other) => isFact(one, other)));
  return gone.filter((one, place) => !gone.slice(place + 1).some((later) => isFact(one, later)));
}

function projections(world: World, findings: Finding[]): Record<string, unknown> {
  const open = findings.filter((one) => one.remediedAt === null);
  return {
    'group-support': groupSupport(world),
    'even-handedness-by-group': byGroup(world),
    'even-handedness-by-matter': byMatter(world),
    'notice-obligations': noticeObligations(world),
    'attendance-log': attendanceLog(world, open),
    'office-holder-briefings': officeHolderBriefings(world),
    'protocol-status': protocolStatus(world, findings),
    findings: findingsView(findings),
    'even-handedness-by-councillor': byCouncillor(world),
  };
}

/** readings 1.3: `at` defaults to the greatest occurrence of events and commands, `knownAt` to the greatest recording. */
export function referenceReplay(input: ReferenceInput): ReferenceAnswer {
  const read = stored(input.events.flatMap((entry, line) => readEntry(entry, line)));
  const last = (times: number[]) => Math.max(0, ...times);
  const at = input.at === undefined ? last(read.map((one) => one.t)) : parseInstant(input.at, 'last');
  const knownAt = input.knownAt === undefined ? last(read.map((one) => one.rec)) : parseInstant(input.knownAt, 'last');

  const pack = input.pack as Pack;
  const packs = (input.packs ?? [pack]) as Pack[];
  const packAt = judgedBy(read, pack, packs, input.judgeAllBy ?? true);
  const asked = read.filter((one) => isCommand(one.type));
  const { outcomes, facts } = decideAll(
    read.filter((one) => !isCommand(one.type)),
    asked,
    packAt,
  );

  const world = { events: amended(facts, at, knownAt), at, packAt };
  const gone = removedByAmendments(facts, world, knownAt);
  const findings = [...merged(allFindings(world)), ...gone].sort((a, b) => a.occurredAt - b.occurredAt);
  return {
    council: input.council ?? pack.pack.id,
    at: formatInstant(at),
    knownAt: formatInstant(knownAt),
    projections: projections(world, findings),
    commands: commandsView(outcomes, at, knownAt),
  };
}

/**
 * The replay, once more, straight from the definitions: small, slow, and meant to be read beside readings.md.
 * Tests hold the real features against it; it must never be built on them.
 */
import { adviceFindings } from './advice-findings.js';
import { amended, firstRecording } from './amendments.js';
import { commandsView, decideAll, isCommand } from './commands.js';
import { conductFindings } from './conduct-findings.js';
import { byCouncillor } from './councillors.js';
import { explained } from './explain.js';
import type { Explained } from './explain.js';
import { findingsView } from './finding.js';
import type { Finding } from './finding.js';
import { byGroup } from './groups.js';
import { readEntry, stored } from './history.js';
import type { Entry, Ids } from './history.js';
import { lifeFindings, protocolStatus } from './life.js';
import { byMatter } from './matters.js';
import { meetingFindings } from './meeting-findings.js';
import { attendanceLog } from './meetings.js';
import { noticeObligations } from './notices.js';
import { officeHolderBriefings } from './offices.js';
import { judgedBy } from './pack.js';
import type { Pack, World } from './pack.js';
import { requestFindings } from './request-findings.js';
import { groupSupport } from './requests.js';
import { formatInstant, parseInstant } from './time.js';
import { withTraces } from './traces.js';

export type { Entry } from './history.js';

export interface ReferenceInput {
  events: Entry[];
  pack: unknown;
  packs?: unknown[];
  at?: string;
  knownAt?: string;
  judgeAllBy?: boolean;
  council?: string;
  /** Own ids of events that the file does not name. */
  ids?: Ids;
}

export interface ReferenceAnswer {
  council: string;
  at: string;
  knownAt: string;
  projections: Record<string, unknown>;
  explained: Explained;
  commands: Record<string, unknown>[];
}

/** Every finding of one history, before those that say the same are merged. */
function allFindings(world: World): Finding[] {
  return [
    ...requestFindings(world),
    ...adviceFindings(world),
    ...meetingFindings(world),
    ...conductFindings(world),
    ...lifeFindings(world),
  ];
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
    findings: findingsView(findings, world.packAt(world.at)),
    'even-handedness-by-councillor': byCouncillor(world),
  };
}

/** readings 1.3: `at` defaults to the greatest occurrence of events and commands, `knownAt` to the greatest recording. */
export function referenceReplay(input: ReferenceInput): ReferenceAnswer {
  const read = stored(input.events.flatMap((entry, line) => readEntry(entry, line, input.ids)));
  const last = (times: number[]) => Math.max(0, ...times);
  const at = input.at === undefined ? last(read.map((one) => one.t)) : parseInstant(input.at, 'last');
  const knownAt = input.knownAt === undefined ? last(read.map((one) => one.rec)) : parseInstant(input.knownAt, 'last');

  const pack = input.pack as Pack;
  const packs = (input.packs ?? [pack]) as Pack[];
  const worldOf = (events: World['events']): World => ({
    events,
    at,
    packAt: judgedBy(events, pack, packs, input.judgeAllBy ?? true),
  });
  const { outcomes, facts } = decideAll(
    read.filter((one) => !isCommand(one.type)),
    read.filter((one) => isCommand(one.type)),
    (known) => judgedBy(known, pack, packs, input.judgeAllBy ?? true),
  );

  const world = worldOf(amended(facts, at, knownAt));
  const findings = withTraces({
    facts,
    at,
    knownAt,
    amended: allFindings(world),
    recorded: allFindings(worldOf(firstRecording(facts, at, knownAt))),
  });
  return {
    council: input.council ?? pack.pack.id,
    at: formatInstant(at),
    knownAt: formatInstant(knownAt),
    projections: projections(world, findings),
    explained: explained(world, findings),
    commands: commandsView(outcomes, at, knownAt),
  };
}

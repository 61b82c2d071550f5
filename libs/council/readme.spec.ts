import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { adviceEvents } from '#lib/features/advice/events.js';
import { attendanceEvents } from '#lib/features/attendance/events.js';
import { concernEvents } from '#lib/features/concerns/events.js';
import { correctionEvents } from '#lib/features/corrections/events.js';
import { groupSupportEvents } from '#lib/features/group-support/events.js';
import { informationEvents } from '#lib/features/information/events.js';
import { meetingEvents } from '#lib/features/meetings/events.js';
import { registerEvents } from '#lib/features/register/events.js';
import { officeEvents } from '#lib/features/offices/events.js';
import { protocolLifeEvents } from '#lib/features/protocol-life/events.js';
import { relationshipEvents } from '#lib/features/relationships/events.js';
import { retentionEvents } from '#lib/features/retention/events.js';
import { structureEvents } from '#lib/features/structure/events.js';
import { readEventFile } from '#lib/event-file/index.js';

const features = [
  ['advice', adviceEvents],
  ['attendance', attendanceEvents],
  ['concerns', concernEvents],
  ['corrections', correctionEvents],
  ['group-support', groupSupportEvents],
  ['information', informationEvents],
  ['meetings', meetingEvents],
  ['offices', officeEvents],
  ['protocol-life', protocolLifeEvents],
  ['register', registerEvents],
  ['relationships', relationshipEvents],
  ['retention', retentionEvents],
  ['structure', structureEvents],
] as const;

describe('the page of a feature', () => {
  it.each(features)('%s gives one event of each kind, as an event file takes them', (name, table) => {
    const page = readFileSync(join(import.meta.dirname, '..', 'features', name, 'README.md'), 'utf8');
    const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
    const read = readEventFile(example, 'example.yaml');
    expect(read).toMatchObject({ ok: true });
    const kinds = read.ok ? read.value.entries.map((entry) => (entry.kind === 'event' ? entry.type : entry.name)) : [];
    expect([...new Set(kinds)].sort()).toEqual(Object.keys(table).sort());
  });
});

import { type Pack, words } from '#lib/protocol/index.js';
import type { Attendance, GroupMeeting } from './state.js';

/** True where the pack exempts political assistants from a rule (TH 6.4(iii)). */
export function exemptsAssistants(pack: Pack, rule: string): boolean {
  return words(pack.rules.get('grp.political_assistants'), 'exempt_rules').includes(rule);
}

/** Political assistants are exempt from the rules that the pack lists (TH 6.4(iii)). */
export function isExempt(pack: Pack, role: string, rule: string): boolean {
  return role === 'political_assistant' && exemptsAssistants(pack, rule);
}

/** The attendances of a meeting, officer by officer. */
export function byOfficer({ attendances }: GroupMeeting): Attendance[][] {
  if (attendances.length === 1) return [attendances];
  return [...Map.groupBy(attendances, ({ officer }) => officer).values()];
}

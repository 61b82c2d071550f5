import type { Instant } from '#lib/kernel/index.js';
import { type Pack, type PackRule, words } from '#lib/protocol/index.js';
import { type Held, type Involvement, isRegistered } from './held.js';
import type { Declaration } from './items.js';

/** An instant with the pack that judges it. */
interface Moment {
  readonly at: Instant;
  readonly pack: Pack;
}

/**
 * Whether a person owes the meeting a declaration of what they hold: of every interest, or of those that the pack lists,
 * and where it says so only of what the register has not (LA2011 s31(2)).
 */
export function owesDeclaration(involved: Involvement, category: Held['category'], { at, pack }: Moment): boolean {
  const rule = pack.rules.get('int.declare_at_meeting');
  const listed = words(rule, 'applies_to');
  if (listed.length > 0 && !listed.includes(category)) return false;
  return rule?.params['unless_registered'] !== true || !isRegistered(involved, category, at);
}

/** The first declaration of an officer's interest of a kind that asks for a notice in writing (LGA1972 s117(1)). */
export function noticeOf({ part }: Involvement, rule: PackRule | undefined): Declaration | undefined {
  const kinds = words(rule, 'notice_of');
  return part.declarations.find(({ category, kind }) => category === 'officer_interest' && kinds.includes(kind ?? ''));
}

/** Whether what an officer holds in a matter is of a kind that asks for a notice. */
export function owesNotice(involved: Involvement, rule: PackRule | undefined): boolean {
  return noticeOf(involved, rule) !== undefined;
}

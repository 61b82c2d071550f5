import { isBlock, texts } from './document.js';
import type { Pack, PackRule } from './pack.js';

/** What a token or role is: a person by the prefix, a role of the pack by its kind; null if it is neither (readings 3.3). */
export function kindOf(pack: Pick<Pack, 'roles'>, who: string): 'member' | 'officer' | null {
  if (who.startsWith('M-')) return 'member';
  if (who.startsWith('O-')) return 'officer';
  const kind = pack.roles.get(who)?.kind;
  return kind === 'member' || kind === 'officer' ? kind : null;
}

/** The clauses of a rule for whoever acts, a token or a role; null if they do not bind that kind (readings 3.3). */
export function clausesFor(
  pack: Pick<Pack, 'roles'>,
  { src }: PackRule,
  actor?: string | null,
): readonly string[] | null {
  const kind = actor === undefined || actor === null ? null : kindOf(pack, actor);
  if (kind === null) return src.both;
  return kind === 'member' ? src.members : src.officers;
}

/** A parameter that maps words to lists of words: what it has for one of them; null if it has nothing. */
export function wordsFor(rule: PackRule | undefined, name: string, word: string): readonly string[] | null {
  const map = rule?.params[name];
  if (!isBlock(map) || !Object.hasOwn(map, word)) return null;
  return texts(map[word]);
}

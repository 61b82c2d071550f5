import type { Words } from '#lib/kernel/index.js';
import type { RuleId } from './catalogue.js';
import { ruleWords } from './rule-words.js';
import type { Pack, PackRule } from './pack.js';

/** A rule as a pack has it, for people. */
export interface RuleInWords {
  readonly label: string;
  readonly sentence: string;
  /** Clauses on which the rule rests in the pack. */
  readonly clauses: readonly string[];
  /** What the pack calls each role that the rule names. */
  readonly roles: Readonly<Record<string, string>>;
}

/** Rules by id, in the order of their ids. */
export type RulesInWords = Readonly<Record<string, RuleInWords>>;

/** Every word in a parameter, the keys of maps too. */
function wordsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => [name, ...wordsIn(one)]);
}

/** The name and the sentence of a rule; a rule of a later catalogue is called by its id. */
export function wordsOfRule(id: string): Words {
  return (ruleWords as Readonly<Partial<Record<string, Words>>>)[id] ?? [id, ''];
}

/** What a council calls each role that a rule of its pack names; none where it has no such rule. */
export function rolesNamed(rule: PackRule | undefined, { roles }: Pick<Pack, 'roles'>): RuleInWords['roles'] {
  const params = rule?.params ?? {};
  const named = [...new Set(Object.values(params).flatMap(wordsIn))].sort();
  const titles = named.flatMap((word) => {
    const role = roles.get(word);
    return role === undefined ? [] : [[word, role.title] as const];
  });
  return Object.fromEntries(titles);
}

/** A rule in words: what it asks, its clauses, and the title that a council gives to each role it names. */
export function ruleInWords(rule: PackRule, pack: Pick<Pack, 'roles'>): RuleInWords {
  const [label, sentence] = wordsOfRule(rule.id);
  return { label, sentence, clauses: rule.src.both, roles: rolesNamed(rule, pack) };
}

/** Some rules of a pack in words; one on which the pack is silent has no clauses and names no role. */
export function rulesInWords(ids: Iterable<RuleId>, pack: Pick<Pack, 'roles' | 'rules'>): RulesInWords {
  const entries = [...ids].sort().map((id): [string, RuleInWords] => {
    const rule = pack.rules.get(id);
    if (rule !== undefined) return [id, ruleInWords(rule, pack)];
    const [label, sentence] = wordsOfRule(id);
    return [id, { label, sentence, clauses: [], roles: {} }];
  });
  return Object.fromEntries(entries);
}

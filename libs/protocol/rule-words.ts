import type { Words } from '#lib/kernel/index.js';
import type { RuleId } from './catalogue.js';
import { conductRuleWords } from './words/conduct.js';
import { groupRuleWords } from './words/groups.js';
import { informationRuleWords } from './words/information.js';
import { interestRuleWords } from './words/interests.js';

/** What each rule is called, and what it asks; a rule that is left out does not compile. */
export const ruleWords: Readonly<Record<RuleId, Words>> = {
  ...interestRuleWords,
  ...groupRuleWords,
  ...conductRuleWords,
  ...informationRuleWords,
};

/** Even-handedness by matter (readings.md 4, P07). */
import { distinct, rate, rounded } from './figures.js';
import { countStates, noticesOn } from './notices.js';
import type { World } from './pack.js';
import { unexplainedSpells } from './requests.js';
import { because, groupsHolding, groupsInformed, groupsOf, reasons, statusOf } from './status.js';
import { countedDeliveries, reissues } from './supplies.js';
import { equivalence, hoursUneven, versionsHeld } from './versions.js';
import { ofType, openings, token } from './world.js';

/** Matters with a first delivery, reissue, notice or unexplained refusal (readings 4, P07). */
export function mattersSeen(world: World): string[] {
  const supplied = [...countedDeliveries(world), ...reissues(world)].map((one) => one.matter);
  const notified = ofType(world, 'OtherGroupNotified').map((fact) => token(fact.f['matter']));
  const refused = openings(world, 'GroupSupportRequested')
    .filter((request) => unexplainedSpells(world, request).length > 0)
    .map((request) => token(request.f['matter']));
  return distinct([...supplied, ...notified, ...refused].filter((matter) => matter !== null)).sort();
}

function matterRow(world: World, matter: string) {
  const groups = groupsOf(world, matter);
  const holding = groupsHolding(world, matter, world.at);
  const informed = groupsInformed(world, matter).length;
  const why = reasons(world, matter);
  return {
    groupsActive: groups.length,
    advised: groups.filter((group) => holding.includes(group)).length,
    informed,
    coverage: rounded(rate(informed, groups.length)),
    versionsHeld: versionsHeld(world, matter, world.at).length,
    equivalence: equivalence(world, matter, world.at),
    status: statusOf(why),
    because: because(why),
    hoursUneven: hoursUneven(world, matter),
    notices: countStates(noticesOn(world, matter), world.at),
  };
}

/** projections.md P07. */
export function byMatter(world: World) {
  return { matters: Object.fromEntries(mattersSeen(world).map((matter) => [matter, matterRow(world, matter)])) };
}

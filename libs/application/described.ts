import {
  type DescribedEntry,
  type DescribedEvent,
  describedCommands,
  describedEvents,
} from '#lib/catalogue/described.js';
import { describedProjections } from '#lib/council/described.js';
import { projectionNames } from '#lib/council/index.js';
import type { DescribedFigure } from '#lib/kernel/figures.js';
import type { Words } from '#lib/kernel/index.js';
import { CATALOGUE, roleWords, routeWords, ruleWords } from '#lib/protocol/described.js';

/** The words for a thing that has no parts. */
interface Described {
  readonly name: string;
  readonly label: string;
  readonly sentence: string;
}

/** A rule or a route, and the version of the rule catalogue that introduced it. */
interface DescribedRule extends Described {
  readonly since: number;
}

interface DescribedView extends Described {
  readonly figures: readonly DescribedFigure[];
}

/** Everything that this build knows by name, in plain English: the answer of `GET /api/v1/catalogue` and `evenhand events`. */
export interface CatalogueDocument {
  readonly events: readonly DescribedEvent[];
  readonly commands: readonly DescribedEntry[];
  readonly projections: readonly DescribedView[];
  readonly rules: readonly DescribedRule[];
  readonly routes: readonly DescribedRule[];
  readonly roles: readonly Described[];
}

function describedFrom(table: Readonly<Record<string, Words>>): readonly Described[] {
  return Object.entries(table).map(([name, [label, sentence]]) => ({ name, label, sentence }));
}

function withSince(
  table: Readonly<Record<string, Words>>,
  since: ReadonlyMap<string, number>,
): readonly DescribedRule[] {
  return describedFrom(table).map((one) => ({ ...one, since: since.get(one.name) ?? 1 }));
}

/** The whole catalogue, each part in its own order. One build always returns the same. */
export function describeCatalogue(): CatalogueDocument {
  const projections = projectionNames.map((name) => {
    const { label, sentence, data } = describedProjections[name];
    return { name, label, sentence, figures: data.figures };
  });
  return {
    events: describedEvents(),
    commands: describedCommands(),
    projections,
    rules: withSince(ruleWords, CATALOGUE.rules),
    routes: withSince(routeWords, CATALOGUE.routes),
    roles: describedFrom(roleWords),
  };
}

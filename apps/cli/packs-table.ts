import { type Evaluated, evaluatedByLevel } from '#lib/council/index.js';
import type { Pack } from '#lib/protocol/index.js';
import { type Look, renderRows } from './render.js';

/** A pack in a list. */
interface Row {
  readonly id: string;
  readonly version: string;
  readonly revision: number;
  /** Version of the rule catalogue that it was written for. */
  readonly catalogue: number;
  readonly state: string;
  /** A council adopts it beside its own pack. */
  readonly overlay: boolean;
  readonly rules: number;
  /** Rules that raise findings, and how many of them this build evaluates. */
  readonly levels: Readonly<Record<'BREACH' | 'WARN' | 'BY_STEP', Evaluated>>;
  readonly routes: number;
  /** Rules and routes that came into the catalogue after it was written. */
  readonly notAsked: number;
  readonly hash: string;
}

/** What a list says of a pack. */
export function row(pack: Pack): Row {
  const { id, version, hash } = pack.ref;
  const { revision, catalogue, state, overlay, notAsked } = pack;
  const counts = { rules: pack.rules.size, levels: evaluatedByLevel(pack), routes: pack.routes.size };
  const later = notAsked.rules.length + notAsked.routes.length;
  return { id, version, revision, catalogue, state, overlay, ...counts, notAsked: later, hash };
}

const of = ({ rules, evaluated }: Evaluated): string => (rules === 0 ? '' : `${evaluated}/${rules}`);

/** What a line below the table says of the columns with two numbers. */
const LEGEND =
  'breach, warn, steps: of the rules that raise such findings how many this build evaluates; steps: by their routes';

/** The packs as a table. The catalogue is named only if it has grown beyond one of them. */
export function tableOf(rows: readonly Row[], look: Look): string {
  const hasGrown = rows.some(({ notAsked }) => notAsked > 0);
  const shown = rows.map(({ id, version, revision, catalogue, state, overlay, levels, routes, notAsked, hash }) => ({
    id,
    version,
    rev: revision,
    state: overlay ? `${state} overlay` : state,
    breach: of(levels.BREACH),
    warn: of(levels.WARN),
    steps: of(levels.BY_STEP),
    routes,
    ...(hasGrown ? { 'not asked': notAsked, catalogue } : {}),
    hash: hash.slice(0, 8),
  }));
  return `${renderRows(shown, look)}\n\n${LEGEND}`;
}

/** The version, with the revision of its reading if that is not the first. */
export function versionText(version: string, revision: number): string {
  return revision === 1 ? version : `${version} revision ${revision}`;
}

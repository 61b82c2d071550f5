import { type PartialDate, parsePartialDate } from '#lib/kernel/index.js';
import type { Catalogue, RouteId, RuleId } from './catalogue.js';
import { type Block, blockAt, blocksAt, isBlock, numberAt, textAt, texts, textsAt, writtenFor } from './document.js';
import type {
  AdoptionEntry,
  Clauses,
  Deadline,
  FallbackWhen,
  Pack,
  PackReview,
  PackRoute,
  PackRule,
  RouteStep,
  SilentRoute,
} from './pack.js';

type Roles = Pack['roles'];

function dateAt(block: Block, key: string): PartialDate | null {
  const text = textAt(block, key);
  return text === null ? null : parsePartialDate(text);
}

function clausesOf(src: unknown): Clauses {
  if (!isBlock(src)) {
    const both = texts(src);
    return { members: both, officers: both, both };
  }
  const ofKind = (kind: string): readonly string[] | null => (Object.hasOwn(src, kind) ? textsAt(src, kind) : null);
  const [members, officers] = [ofKind('members'), ofKind('officers')];
  return { members, officers, both: [...new Set([...(members ?? []), ...(officers ?? [])])] };
}

function ruleOf(id: RuleId, block: Block): PackRule {
  return {
    id,
    stance: block['stance'] as PackRule['stance'],
    mode: block['mode'] as PackRule['mode'],
    sev: block['sev'] as PackRule['sev'],
    src: clausesOf(block['src']),
    params: blockAt(block, 'params'),
    softened: textAt(block, 'softened'),
    observable: block['observable'] !== false,
  };
}

function fallbackWhenOf(block: Block): FallbackWhen | null {
  const rule = blockAt(block, 'fallback_when');
  const subjectIs = textAt(rule, 'subject_is') ?? textAt(rule, 'party_is');
  const to = textAt(rule, 'to');
  return subjectIs === null || to === null ? null : { subjectIs, to };
}

function routeOf(id: RouteId, block: Block): PackRoute {
  const variants = blockAt(block, 'variants');
  return {
    id,
    src: textsAt(block, 'src'),
    parallel: block['parallel'] === true,
    steps: blocksAt(block, 'steps') as unknown as readonly RouteStep[],
    variants: new Map(
      Object.keys(variants).map((kind) => [kind, blocksAt(variants, kind) as unknown as readonly RouteStep[]]),
    ),
    fallbackWhen: fallbackWhenOf(block),
    flag: textAt(block, 'flag'),
  };
}

function silentRouteOf(id: RouteId, block: Block): SilentRoute {
  return {
    id,
    fallback: textAt(block, 'fallback') ?? 'none',
    fallbackWhen: fallbackWhenOf(block),
    reason: textAt(block, 'reason') ?? '',
  };
}

function deadlineOf(block: Block): Deadline {
  return {
    days: numberAt(block, 'days'),
    unit: block['unit'] === 'calendar' ? 'calendar' : 'working',
    counting: textAt(block, 'counting') as Deadline['counting'],
    isDefault: block['default'] === true,
    effect: textAt(block, 'effect') ?? 'record',
    src: textsAt(block, 'src'),
  };
}

function adoptionOf(document: Block): readonly AdoptionEntry[] {
  return blocksAt(blockAt(document, 'adoption'), 'entries').flatMap((entry) => {
    const date = dateAt(entry, 'date');
    return date === null
      ? []
      : [{ date, minute: textAt(entry, 'minute'), evidence: textAt(entry, 'evidence') ?? 'missing' }];
  });
}

function reviewOf(document: Block): PackReview {
  const review = blockAt(document, 'review');
  return {
    basis: (textAt(review, 'basis') ?? 'none') as PackReview['basis'],
    triggerEvent: textAt(review, 'trigger_event'),
    anchorMonth: numberAt(review, 'anchor_month'),
    last: dateAt(review, 'last'),
    next: dateAt(review, 'next'),
  };
}

function rolesOf(document: Block): Roles {
  const roles = blockAt(document, 'roles');
  return new Map(
    Object.keys(roles).map((role) => {
      const block = blockAt(roles, role);
      return [role, { title: textAt(block, 'title') ?? role, kind: block['kind'] as 'officer' }];
    }),
  );
}

/** The entries of a block in the order of the catalogue. */
function inOrder<Id extends string, Entry>(
  ids: readonly Id[],
  block: Block,
  make: (id: Id, entry: Block) => Entry,
): ReadonlyMap<Id, Entry> {
  return new Map(ids.filter((id) => Object.hasOwn(block, id)).map((id) => [id, make(id, blockAt(block, id))]));
}

function sourceOf(document: Block): Pack['source'] {
  const council = blockAt(document, 'council');
  const source = blockAt(document, 'source');
  return {
    council: textAt(council, 'name') ?? '',
    tier: textAt(council, 'tier'),
    principalAuthority: textAt(council, 'principal_authority'),
    file: textAt(source, 'file'),
    title: textAt(source, 'title') ?? '',
    status: textAt(source, 'status') ?? 'unstated',
  };
}

function laterThan(version: number, { rules, routes }: Catalogue): Pack['notAsked'] {
  const later = (since: ReadonlyMap<string, number>): string[] =>
    [...since].flatMap(([id, came]) => (came > version ? [id] : []));
  return { rules: later(rules) as RuleId[], routes: later(routes) as RouteId[] };
}

/** The pack of a document that has passed the loader's checks; `hash` is that of its bytes, in hex. */
export function assemble(document: Block, hash: string, catalogue: Catalogue): Pack {
  const pack = blockAt(document, 'pack');
  const ruleIds = [...catalogue.rules.keys()] as RuleId[];
  const routeIds = [...catalogue.routes.keys()] as RouteId[];
  const groups = blockAt(document, 'groups');
  const deadlines = blockAt(document, 'deadlines');
  return {
    ref: { id: textAt(pack, 'id') ?? '', version: textAt(pack, 'version') ?? '', hash },
    revision: numberAt(pack, 'revision') ?? 1,
    catalogue: writtenFor(document),
    notAsked: laterThan(writtenFor(document), catalogue),
    tag: textAt(pack, 'tag') ?? '',
    overlay: pack['overlay'] === true,
    state: textAt(pack, 'state') ?? '',
    effectiveFrom: dateAt(pack, 'effective_from'),
    source: sourceOf(document),
    rules: inOrder(ruleIds, blockAt(document, 'rules'), ruleOf),
    routes: inOrder(routeIds, blockAt(document, 'routes'), routeOf),
    silentRoutes: inOrder(routeIds, blockAt(document, 'silent_routes'), silentRouteOf),
    roles: rolesOf(document),
    deadlines: new Map(Object.keys(deadlines).map((name) => [name, deadlineOf(blockAt(deadlines, name))])),
    adoption: adoptionOf(document),
    review: reviewOf(document),
    calendar: (textAt(blockAt(document, 'calendar'), 'working_days') ?? 'england_and_wales') as Pack['calendar'],
    groups: {
      minimumSize: numberAt(groups, 'minimum_size') ?? 1,
      danglingClause: textAt(blockAt(groups, 'dangling'), 'clause'),
    },
    fairnessUnits: texts(blockAt(document, 'fairness')['units']) as Pack['fairnessUnits'],
    visibility: blockAt(document, 'visibility') as Pack['visibility'],
  };
}

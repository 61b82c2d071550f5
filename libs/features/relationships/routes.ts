import type { FallbackWhen, Pack, RouteId, RouteStep } from '#lib/protocol/index.js';

const routeOf: Readonly<Record<'member' | 'officer', RouteId>> = {
  member: 'relationship.declare.member',
  officer: 'relationship.declare.officer',
};

/** Where the pack sends a declaration that would reach its own declarer; null if it sends none elsewhere. */
export function fallbackOf(pack: Pack, side: 'member' | 'officer'): FallbackWhen | null {
  const id = routeOf[side];
  return (pack.routes.get(id) ?? pack.silentRoutes.get(id))?.fallbackWhen ?? null;
}

/** The steps by which one side declares a relationship under a pack: those of its route, or its fallback. */
export function stepsOf(pack: Pack, side: 'member' | 'officer'): readonly RouteStep[] {
  const id = routeOf[side];
  const route = pack.routes.get(id);
  if (route !== undefined) return route.steps;
  const fallback = pack.silentRoutes.get(id)?.fallback;
  return fallback === undefined || fallback === 'none' ? [] : [{ to: fallback, strength: 'should' }];
}

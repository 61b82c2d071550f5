/** One entry of the pagination component. */
export type PageNumber =
  { readonly number: number; readonly href: string; readonly current: boolean } | { readonly ellipsis: true };

interface Pagination {
  readonly previous?: { readonly href: string };
  readonly next?: { readonly href: string };
  readonly items: readonly PageNumber[];
}

/** The links between pages: the first, the last, this one and its neighbours. Pages count from 1; null for a single page. */
export function pagination(page: number, pages: number, hrefOf: (page: number) => string): Pagination | null {
  if (pages < 2) return null;
  const shown = [...new Set([1, page - 1, page, page + 1, pages])].filter((one) => one >= 1 && one <= pages);
  const items = shown.flatMap((number, index): PageNumber[] => {
    const link = { number, href: hrefOf(number), current: number === page };
    return index > 0 && number - (shown[index - 1] ?? 0) > 1 ? [{ ellipsis: true }, link] : [link];
  });
  return {
    items,
    ...(page > 1 ? { previous: { href: hrefOf(page - 1) } } : {}),
    ...(page < pages ? { next: { href: hrefOf(page + 1) } } : {}),
  };
}

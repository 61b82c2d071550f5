/** A link in the service navigation. */
export interface Place {
  readonly text: string;
  readonly href: string;
}

/** Who is signed in, as the header shows it. */
export interface SignedIn {
  readonly name: string;
  /** The roles in words, such as "Town Clerk". */
  readonly as: string;
}

/** A message above every page: the protocol's status, or that the demonstration's own sign-in is in use. */
export interface Banner {
  readonly title: string;
  readonly text: string;
  readonly link?: Place;
}

/** What stands around every page. */
export interface Frame {
  /** Heading of the page; the browser's title begins with it. */
  readonly title: string;
  /** True if the page shows faults of a form; the browser's title then begins with "Error: ". */
  readonly hasFaults?: boolean;
  /** Path of this page, so that the navigation can mark where we are. */
  readonly path: string;
  readonly assets: Assets;
  readonly council?: string;
  readonly person?: SignedIn;
  readonly navigation: readonly Place[];
  readonly banners: readonly Banner[];
  /** Where "Back" leads; no link if absent. */
  readonly back?: string;
  /** Where sign-in begins; no link if absent. */
  readonly signIn?: string;
}

/** Addresses of the shared files, each with a hash of its content. */
export interface Assets {
  readonly styles: readonly string[];
  readonly script: string;
  readonly icon: string;
}

/** A row of the table that says what stands in the navigation, and for whom. */
export interface NavigationRow extends Place {
  /** The roles that see it; everybody if absent. */
  readonly roles?: readonly string[];
}

/** The links of the navigation for somebody with these roles, in the order of the table. */
export function navigationFor(table: readonly NavigationRow[], roles: readonly string[]): readonly Place[] {
  const isSeen = (row: NavigationRow): boolean => row.roles?.some((role) => roles.includes(role)) ?? true;
  return table.filter(isSeen).map(({ text, href }) => ({ text, href }));
}

import { formatInstant } from '#lib/kernel/index.js';
import { type Pack, words } from '#lib/protocol/index.js';
import type { Explained, Line } from '../family.js';
import { candidacies, hoursToDeclare, stepBeforeDeclaration } from './recruitment.js';
import { type Post, type StaffingState, isAbout } from './state.js';

/** P15: relationships with candidates, and officers in the recruitment of the council's companies. */
export interface RecruitmentView {
  readonly rows: readonly {
    readonly person: string;
    readonly candidate: string;
    /** Whole hours. */
    readonly hoursToDeclare: number | null;
    readonly outcome: 'may_continue' | 'no_further_part' | null;
    /** A step after the latest determination. */
    readonly laterParticipation: boolean;
    readonly stepBeforeDeclaration: boolean;
  }[];
  /** `agreed`: by the authoriser, before the first part taken. */
  readonly companies: readonly { readonly officer: string; readonly company: string; readonly agreed: boolean }[];
}

/** P15 recruitment-declarations. */
export function recruitmentView(state: StaffingState, pack: Pack): RecruitmentView {
  const authorisers = words(pack.rules.get('stf.company_recruitment'), 'authoriser');
  return {
    rows: candidacies(state).map((candidacy) => {
      const last = candidacy.determinations.at(-1);
      return {
        person: candidacy.person,
        candidate: candidacy.candidate,
        hoursToDeclare: hoursToDeclare(candidacy),
        outcome: last?.outcome ?? null,
        laterParticipation: last !== undefined && candidacy.steps.some(({ at }) => at > last.at),
        stepBeforeDeclaration: stepBeforeDeclaration(candidacy) !== undefined,
      };
    }),
    companies: [...state.companies.values()].map(({ officer, company, agreements, participations: [first] }) => ({
      officer,
      company,
      agreed: agreements.some(
        ({ at, by }) => (authorisers.length === 0 || authorisers.includes(by)) && at <= (first?.at ?? at),
      ),
    })),
  };
}

/** P16: restricted posts, the notices given, and what was reported of their holders. */
export interface RestrictedPostsView {
  readonly posts: Readonly<
    Record<
      string,
      {
        readonly officer: string | null;
        readonly designated: boolean;
        readonly notices: number;
        readonly activities: readonly { readonly act: string; readonly at: string }[];
      }
    >
  >;
}

function noticeLines(name: string, { notices }: Post): readonly Line[] {
  return notices.map((mark) => ({
    of: mark.id,
    line: `The holder of ${name} was told of the restriction.`,
    events: [mark],
  }));
}

/** What the counts of P16 are made of, post by post. */
export function restrictedPostsExplained({ posts }: StaffingState): Explained {
  return Object.fromEntries([...posts].map(([name, post]) => [name, { notices: noticeLines(name, post) }]));
}

/** P16 restricted-posts. */
export function restrictedPostsView({ posts, reports }: StaffingState): RestrictedPostsView {
  const rows = [...posts].map(([name, post]) => {
    const about = reports.filter((one) => isAbout(one, name, post));
    const activities = about.map(({ act, at }) => ({ act: act ?? '', at: formatInstant(at) }));
    const designated = post.spells.at(-1)?.until === null;
    const officer = post.holders.at(-1)?.officer ?? null;
    return [name, { officer, designated, notices: noticeLines(name, post).length, activities }] as const;
  });
  return { posts: Object.fromEntries(rows) };
}

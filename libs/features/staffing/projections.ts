import { formatInstant } from '#lib/kernel/index.js';
import { type Pack, words } from '#lib/protocol/index.js';
import type { Explained, Line } from '../family.js';
import { type Candidacy, candidacies, hoursToDeclare, stepBeforeDeclaration } from './recruitment.js';
import { type CompanyPart, type Mark, type Post, type StaffingState, isAbout } from './state.js';

const MAY = 'may take part';
const MAY_NOT = 'may take no further part';

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

type CandidacyFigure = 'hoursToDeclare' | 'outcome' | 'laterParticipation' | 'stepBeforeDeclaration';

/** What the figures of one person and candidate are made of. */
function candidacyLines(candidacy: Candidacy): Readonly<Record<CandidacyFigure, readonly Line[]>> {
  const { person, declarations, determinations, steps } = candidacy;
  const line = (mark: Mark, what: string): Line => ({ of: mark.id, line: `${person} ${what}.`, events: [mark] });
  const last = determinations.at(-1);
  const early = stepBeforeDeclaration(candidacy);
  const later = last === undefined ? [] : steps.filter(({ at }) => at > last.at);
  return {
    hoursToDeclare: declarations.slice(0, 1).map((one) => line(one, 'declared the relationship')),
    outcome: last === undefined ? [] : [line(last, last.outcome === 'may_continue' ? MAY : MAY_NOT)],
    laterParticipation: later.map((one) => line(one, 'took part after the last decision')),
    stepBeforeDeclaration: early === undefined ? [] : [line(early, 'took part before declaring the relationship')],
  };
}

/** Agreements by the authoriser, not after the first part taken. */
function agreementsOf({ agreements, participations: [first] }: CompanyPart, pack: Pack): CompanyPart['agreements'] {
  const authorisers = words(pack.rules.get('stf.company_recruitment'), 'authoriser');
  return agreements.filter(
    ({ at, by }) => (authorisers.length === 0 || authorisers.includes(by)) && at <= (first?.at ?? at),
  );
}

const candidacyName = ({ person, candidate }: { person: string; candidate: string }): string =>
  `${person} ${candidate}`;
const companyName = ({ officer, company }: { officer: string; company: string }): string => `${officer} ${company}`;

/** What P15 is made of, by person and candidate or by officer and company: `M-1 K-1`. */
export function recruitmentExplained(state: StaffingState, pack: Pack): Explained {
  const parts = [...state.companies.values()].map((part) => {
    const agreed = agreementsOf(part, pack).map((mark) => {
      return { of: mark.id, line: `${mark.by} agreed that ${part.officer} takes part.`, events: [mark] };
    });
    return [companyName(part), { agreed }] as const;
  });
  const known = candidacies(state).map((one) => [candidacyName(one), candidacyLines(one)] as const);
  return Object.fromEntries<Explained[string]>([...parts, ...known]);
}

/** The row of P15 that a name stands for. */
export function recruitmentRow({ rows, companies }: Partial<RecruitmentView>, name: string): object | undefined {
  return rows?.find((row) => candidacyName(row) === name) ?? companies?.find((row) => companyName(row) === name);
}

/** P15 recruitment-declarations. */
export function recruitmentView(state: StaffingState, pack: Pack): RecruitmentView {
  return {
    rows: candidacies(state).map((candidacy) => {
      const { laterParticipation, stepBeforeDeclaration: early } = candidacyLines(candidacy);
      return {
        person: candidacy.person,
        candidate: candidacy.candidate,
        hoursToDeclare: hoursToDeclare(candidacy),
        outcome: candidacy.determinations.at(-1)?.outcome ?? null,
        laterParticipation: laterParticipation.length > 0,
        stepBeforeDeclaration: early.length > 0,
      };
    }),
    companies: [...state.companies.values()].map((part) => {
      const { officer, company } = part;
      return { officer, company, agreed: agreementsOf(part, pack).length > 0 };
    }),
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

function isDesignated({ spells }: Post): boolean {
  return spells.at(-1)?.until === null;
}

function designatedLines(name: string, post: Post): readonly Line[] {
  const line = `${name} is ${isDesignated(post) ? '' : 'no longer '}designated as politically restricted.`;
  return [{ of: name, line, events: post.spells.at(-1)?.said ?? [] }];
}

/** What the figures of P16 are made of, post by post. */
export function restrictedPostsExplained({ posts }: StaffingState): Explained {
  return Object.fromEntries(
    [...posts].map(([name, post]) => {
      return [name, { designated: designatedLines(name, post), notices: noticeLines(name, post) }] as const;
    }),
  );
}

/** P16 restricted-posts. */
export function restrictedPostsView({ posts, reports }: StaffingState): RestrictedPostsView {
  const rows = [...posts].map(([name, post]) => {
    const about = reports.filter((one) => isAbout(one, name, post));
    const activities = about.map(({ act, at }) => ({ act: act ?? '', at: formatInstant(at) }));
    const designated = isDesignated(post);
    const officer = post.holders.at(-1)?.officer ?? null;
    return [name, { officer, designated, notices: noticeLines(name, post).length, activities }] as const;
  });
  return { posts: Object.fromEntries(rows) };
}

import { describe, expect, it } from '@jest/globals';
import { citationsIn, citingFiles, commentsOf, follower } from '../support/citations.js';

const leadsSomewhere = follower();

describe('what comments cite', () => {
  it('is in the repository', () => {
    const cited = citingFiles().flatMap(({ path, citing }) =>
      citationsIn(citing).map((citation) => ({ path, ...citation })),
    );
    const kinds = Map.groupBy(cited, ({ kind }) => kind);
    expect([...kinds.keys()].sort()).toEqual(['ambiguity', 'clause', 'file', 'indicator', 'reading', 'statute']);
    expect(cited.length).toBeGreaterThan(200);
    const dangling = cited.filter((citation) => !leadsSomewhere(citation));
    expect(dangling.map(({ path, text }) => `${path}: ${text}`)).toEqual([]);
  });

  it.each([
    ['readings 2.4', 'readings 2.99'],
    ['readings 4, P08', 'readings 4, P99'],
    ['readings 1.6, 1.8', 'readings 99'],
    ['AMB-19', 'AMB-1900'],
    ['fairness I8', 'fairness I80'],
    ['projections.md, Shapes', 'projections.md, Colours'],
    ['pack-format', 'conventions.md'],
    ['TH 12.19', 'TH 12.1900'],
    ['GA 2.6(b15)', 'GA 2.6(b99)'],
    ['LA2011 s31(4)', 'LA2011 s99(4)'],
    ['Localism Act 2011 s33', 'Localism Act 2011 s99'],
  ])('%s leads somewhere and %s does not', (right, dangling) => {
    expect(citationsIn(`/** As it says (${right}). */`).map(leadsSomewhere)).not.toContain(false);
    expect(citationsIn(`/** As it says (${right}). */`)).not.toEqual([]);
    expect(citationsIn(`/** As it says (${dangling}). */`).map(leadsSomewhere)).toContain(false);
  });

  it('is read from comments alone, over the ends of their lines', () => {
    const source =
      "const at = 'AMB-01'; // readings 1.2\n/**\n * As readings\n * 1.3 says.\n */\nconst url = 'a://AMB-02';";
    expect(commentsOf(source).flatMap(citationsIn)).toEqual([
      { kind: 'reading', text: 'readings 1.2' },
      { kind: 'reading', text: 'readings 1.3' },
    ]);
  });
});

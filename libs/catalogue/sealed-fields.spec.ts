import { describe, expect, it } from '@jest/globals';
import { eventCatalogue } from './catalogue.js';

describe('the table of sealed fields', () => {
  const rows = Object.entries(eventCatalogue).flatMap(([type, list]) =>
    Object.entries(list).flatMap(([name, { sealedUnder }]) =>
      sealedUnder === null ? [] : [{ type, name, sealedUnder }],
    ),
  );

  it('seals each under persons that the event must name', () => {
    expect(rows.length).toBeGreaterThan(10);
    for (const { type, name, sealedUnder } of rows) {
      const others = sealedUnder.filter((one) => one !== name);
      expect([type, name, others]).not.toEqual([type, name, []]);
      for (const one of others) expect([type, one, eventCatalogue[type]?.[one]?.required]).toEqual([type, one, true]);
    }
  });
});

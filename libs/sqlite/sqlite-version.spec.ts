import { describe, expect, it } from '@jest/globals';
import { sqliteFault } from './sqlite-version.js';

describe('the version of SQLite', () => {
  it.each(['3.51.2', '3.50.9', '2.99.99', '3.7', '', 'none'])('%p is too old', (version) => {
    expect(sqliteFault(version)).toMatch(/^SQLite .* use a Node whose SQLite is 3\.51\.3 or newer$/);
  });

  it.each(['3.51.3', '3.51.10', '3.52', '4.0.0'])('%p will do', (version) => {
    expect(sqliteFault(version)).toBeUndefined();
  });
});

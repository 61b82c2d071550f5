import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.js';

describe('the settings', () => {
  it('have defaults', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ ok: true, value: { data: 'data', mode: 'development', port: 3000 } });
  });

  it('are read from the environment', () => {
    const config = readConfig({
      EVENHAND_DATA: '/srv/ledger',
      EVENHAND_MODE: 'production',
      EVENHAND_PORT: '0',
      EVENHAND_MASTER_KEY_FILE: '/run/secrets/master-key',
    });
    expect(config).toMatchObject({ ok: true, value: { data: '/srv/ledger', mode: 'production', port: 0 } });
  });

  it.each([
    ['EVENHAND_PROT', 'EVENHAND_PORT'],
    ['EVENHAND_MIN_FREE', 'EVENHAND_MIN_FREE_MB'],
    ['EVENHAND_INSECURE_STORE_REASONS', 'EVENHAND_INSECURE_STORE_REASON'],
    ['EVENHAND_LEDGER_URL', 'EVENHAND_LEDGER'],
    ['evenhand_mode', 'EVENHAND_MODE'],
    ['EVENHAND_', 'EVENHAND_DATA'],
  ])('%s is no setting: %s is', (name, right) => {
    const problems = [{ at: name, wrong: 'is no setting', right }];
    const config = readConfig({ [name]: 'hunter2', EVENHAND_MODE: 'production', EVENHAND_MASTER_KEY_FILE: 'key' });
    expect(config).toEqual({ ok: false, refusal: { code: 'config_invalid', problems } });
  });

  it.each(['EVENHAND_DEBUG', 'EVENHAND_NOT_RUN', 'EVENHAND_RUNS', 'EVENHAND_FAULT_SEED', 'EVENHAND_BENCH_ROUNDS'])(
    '%s belongs to the command line or the tests, and is no matter of the service',
    (name) => {
      expect(readConfig({ [name]: '7' }).ok).toBe(true);
    },
  );

  it.each([
    ['EVENHAND_DATA', ''],
    ['EVENHAND_MODE', 'prod'],
    ['EVENHAND_MODE', ''],
    ['EVENHAND_PORT', ''],
    ['EVENHAND_PORT', ' '],
    ['EVENHAND_PORT', 'http'],
    ['EVENHAND_PORT', '-1'],
    ['EVENHAND_PORT', '65536'],
    ['EVENHAND_PORT', '80.5'],
  ])('%s=%p is refused by name', (name, value) => {
    const config = readConfig({ [name]: value });
    expect(config).toMatchObject({ ok: false, refusal: { code: 'config_invalid', problems: [{ at: name }] } });
  });
});

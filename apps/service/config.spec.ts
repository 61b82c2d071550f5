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

  it.each([
    'EVENHAND_DEBUG',
    'EVENHAND_NOT_RUN',
    'EVENHAND_TESTED',
    'EVENHAND_MOVE_EVENTS',
    'EVENHAND_RUNS',
    'EVENHAND_FAULT_SEED',
    'EVENHAND_BENCH_ROUNDS',
  ])('%s belongs to the command line or the tests, and is no matter of the service', (name) => {
    expect(readConfig({ [name]: '7' }).ok).toBe(true);
  });

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

  const production = { EVENHAND_MODE: 'production' };
  const secret = 'hunter2';
  const store = 'esdb://evenhand:s3cret@store:2113?tlsCAFile=/ca.crt';

  it.each([
    ['no master key in production', production, 'EVENHAND_MASTER_KEY_FILE'],
    ['two master keys', { EVENHAND_MASTER_KEY: secret, EVENHAND_MASTER_KEY_FILE: 'key' }, 'EVENHAND_MASTER_KEY'],
    ['an empty file', { EVENHAND_MASTER_KEY_FILE: '' }, 'EVENHAND_MASTER_KEY_FILE'],
    ['a key store of no kind', { EVENHAND_KEY_STORE: `mysql://keys:${secret}@db` }, 'EVENHAND_KEY_STORE'],
    [
      'replicas with keys of their own',
      { ...production, EVENHAND_MASTER_KEY: secret, EVENHAND_LEDGER: store },
      'EVENHAND_KEY_STORE',
    ],
  ])('refuses %s by name, without a value', (_what, environment, name) => {
    const config = readConfig(environment);
    if (config.ok) throw new Error('taken');
    expect(config.refusal.problems.map(({ at }) => at)).toEqual([name]);
    expect(JSON.stringify(config.refusal)).not.toMatch(/hunter2|s3cret/);
  });

  it('takes replicas that share their keys', () => {
    const keys = { EVENHAND_MASTER_KEY: secret, EVENHAND_KEY_STORE: `postgres://keys:${secret}@db/keys` };
    expect(readConfig({ ...production, ...keys, EVENHAND_LEDGER: store }).ok).toBe(true);
  });
});

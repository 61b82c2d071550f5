import { describe, expect, it } from '@jest/globals';
import { parseInstant } from '#lib/kernel/index.js';
import { describedCommands, describedEvents } from './described.js';
import { checkCommand, checkLiveTokens, checkPayload, checkSense, eventCatalogue, raisedByLedger } from './index.js';

const events = describedEvents();

describe('the catalogue of events', () => {
  it('describes every event and every field', () => {
    expect(events.map(({ name }) => name).sort()).toEqual([...Object.keys(eventCatalogue), ...raisedByLedger].sort());
    const briefing = events.find(({ name }) => name === 'GroupBriefingGiven');
    expect(briefing?.fields.find(({ name }) => name === 'version')).toEqual({
      name: 'version',
      label: 'Advice version',
      sentence: 'The version of the advice that the group holds afterwards.',
      type: 'token',
      right: 'a short token, such as MAT-1, of at most 128 characters on one line',
      required: true,
      nullable: false,
      words: null,
      sealedUnder: null,
    });
  });

  it.each(events.filter(({ raisedByLedger: isRaised }) => !isRaised))(
    '$name: its example could be recorded',
    (event) => {
      const { t, e, ...payload } = event.example ?? {};
      expect(e).toBe(event.name);
      expect(Object.keys(payload)).toEqual(event.fields.map(({ name }) => name));
      expect(checkPayload(event.name, payload)).toEqual([]);
      expect(checkLiveTokens(event.name, payload)).toEqual([]);
      expect(checkSense(event.name, payload, parseInstant(String(t)))).toEqual([]);
    },
  );

  it.each(describedCommands())('$name: its example could be asked', ({ name, example }) => {
    const { t, command, ...fields } = example;
    expect([parseInstant(String(t)), command]).toEqual([expect.any(Number), name]);
    expect(checkCommand(name, fields)).toEqual([]);
  });
});

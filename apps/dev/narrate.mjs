// Says what a long step does while the step itself keeps this process busy.
import { writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

const STANDARD_ERROR = 2;
const TICK_MS = 10_000;

// A thread of its own: the step holds this one until it is over.
const ticker = `
  const { workerData } = require('node:worker_threads');
  const { writeSync } = require('node:fs');
  let seconds = 0;
  setInterval(() => {
    seconds += workerData.tick / 1000;
    writeSync(${STANDARD_ERROR}, 'Still at it after ' + Math.round(seconds) + ' s\\n');
  }, workerData.tick);
`;

/**
 * Does the step between a line that says what it does and one that says how long it took; returns the step's result.
 */
export function narrate(what, step, { tick = TICK_MS } = {}) {
  writeSync(STANDARD_ERROR, `${what}\n`);
  const startedAt = performance.now();
  // Without this process's own options, because the worker is a plain script.
  const worker = new Worker(ticker, { eval: true, execArgv: [], workerData: { tick } });
  worker.unref();
  // If the thread cannot start, the step runs without narration.
  worker.on('error', () => undefined);
  try {
    const isDone = step();
    if (isDone) writeSync(STANDARD_ERROR, `Done in ${Math.round((performance.now() - startedAt) / 1000)} s\n`);
    return isDone;
  } finally {
    void worker.terminate();
  }
}

import type { Workload } from './workload.js';

/** One line about an outage: what was acknowledged, how long recovering took. */
export function reportOutage(name: string, workload: Workload, recoveries: readonly number[]): void {
  const sorted = [...recoveries].sort((left, right) => left - right);
  const at = (part: number): string => (sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(0);
  const recovery = sorted.length === 0 ? '' : `recovery p50 ${at(0.5)} ms, max ${at(1)} ms, `;
  process.stdout.write(
    `${name}: ${workload.acknowledged.length} appends acknowledged, ${workload.unavailable} told unavailable, ` +
      `${recovery}${workload.lateCalls} late calls\n`,
  );
}

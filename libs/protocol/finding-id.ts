import { hash } from 'node:crypto';

/** What a finding is called by: the same while rule, level, subject and occurrence are (readings 3.6). */
interface Identity {
  readonly rule: string;
  readonly level: string;
  readonly subject: string;
  /** As answered: ISO 8601 in UTC. */
  readonly occurredAt: string;
}

/** 16 hex digits, the same for the same four; several findings that share all four are told apart by whoever lists them. */
export function findingId({ rule, level, subject, occurredAt }: Identity): string {
  return hash('sha256', [rule, level, subject, occurredAt].join('\n'), 'hex').slice(0, 16);
}

import { type KeyObject, createHmac, createSecretKey, hkdfSync } from 'node:crypto';

/** What one subject's key gives, each by HKDF-SHA256 (RFC 5869) for one purpose alone. */
export interface SubjectKey {
  readonly seal: KeyObject;
  readonly nonce: KeyObject;
  readonly standIn: KeyObject;
}

const NO_SALT = new Uint8Array(0);

function derive(key: KeyObject, purpose: string): KeyObject {
  const bytes = Buffer.from(hkdfSync('sha256', key, NO_SALT, `evenhand/vault/1/${purpose}`, 32));
  const derived = createSecretKey(bytes);
  bytes.fill(0);
  return derived;
}

export const subjectKey = (key: KeyObject): SubjectKey => ({
  seal: derive(key, 'seal'),
  nonce: derive(key, 'nonce'),
  standIn: derive(key, 'stand-in'),
});

const STAND_IN_DIGITS = 22;

/** The token that stands for `candidate` beside `person`: not to be made again once the key of either is destroyed. */
export function standInOf(person: SubjectKey, candidate: SubjectKey): string {
  const inner = createHmac('sha256', candidate.standIn).update('candidate').digest();
  const outer = createHmac('sha256', person.standIn).update(inner).digest('base64url');
  return `~${outer.slice(0, STAND_IN_DIGITS)}`;
}

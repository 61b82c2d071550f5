/** A sealed field as it is stored: personal data as ciphertext, and what may stand in for it once it cannot be opened. */
export interface SealedValue {
  /** base64url; only the vault can open it. */
  readonly sealed: string;
  /** Facts that hold no personal data and keep every statistic as it was; ignored while the value opens. */
  readonly remains?: Readonly<Record<string, unknown>>;
}

const BASE64URL = /^[A-Za-z0-9_-]+$/;

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** True for exactly that shape: `sealed`, perhaps `remains`, and no other member. */
export function isSealedValue(value: unknown): value is SealedValue {
  if (!isMap(value) || !Object.hasOwn(value, 'sealed')) return false;
  const { sealed } = value;
  if (typeof sealed !== 'string' || !BASE64URL.test(sealed)) return false;
  const others = Object.keys(value).filter((name) => name !== 'sealed');
  return others.every((name) => name === 'remains' && isMap(value[name]));
}

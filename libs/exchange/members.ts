import { type Instant, type Payload, type Problem, isUuid, parseInstant } from '#lib/kernel/index.js';

/** True for a JSON object. */
export function isMap(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const TIME = 'an ISO 8601 time with its offset, such as 2026-03-06T15:00:00Z';
const WITH_OFFSET = /(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * Takes the members of one JSON object, each by what it must be. What is wrong is noted as a problem, and a value that does
 * no harm is returned in its place: the reader looks at `problems` first.
 */
export class Members {
  readonly problems: Problem[] = [];
  readonly #value: Payload;
  readonly #asked = new Set<string>();

  constructor(value: Payload) {
    this.#value = value;
  }

  #wrong(name: string, right: string): void {
    const wrong = this.#value[name] === undefined ? `${name} is missing` : `${name} has a wrong value`;
    this.problems.push({ at: `/${name}`, wrong, right });
  }

  /** The member as it is given; null if it is absent. */
  any(name: string): unknown {
    this.#asked.add(name);
    return this.#value[name] ?? null;
  }

  text(name: string, right: string, isRight: (text: string) => boolean = () => true): string {
    const value = this.any(name);
    if (typeof value === 'string' && value !== '' && value.isWellFormed() && isRight(value)) return value;
    this.#wrong(name, right);
    return '';
  }

  /** A text, or null if it is null or absent. */
  textOrNull(name: string): string | null {
    return this.any(name) === null ? null : this.text(name, 'a text, or null');
  }

  uuid(name: string): string {
    return this.text(name, 'a UUID', isUuid).toLowerCase();
  }

  /** An instant whose text names its offset: a file that travels is read far from London. */
  instant(name: string): Instant {
    const text = this.text(name, TIME, (given) => WITH_OFFSET.test(given) && parseInstant(given) !== null);
    return parseInstant(text) ?? 0;
  }

  wholeNumber(name: string): number {
    const value = this.any(name);
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
    this.#wrong(name, 'a whole number, such as 2');
    return 0;
  }

  map(name: string): Payload {
    const value = this.any(name);
    if (isMap(value)) return value;
    this.#wrong(name, 'a map from name to value');
    return {};
  }

  /** A map of exactly these texts, or null if it is null or absent. */
  texts<Name extends string>(name: string, names: readonly Name[]): Readonly<Record<Name, string>> | null {
    const value = this.any(name);
    if (value === null) return null;
    const given = isMap(value) ? value : {};
    const found = names.flatMap((one): [Name, string][] => {
      const text = given[one];
      return typeof text === 'string' ? [[one, text]] : [];
    });
    if (found.length !== names.length || Object.keys(given).length !== names.length)
      this.#wrong(name, `null, or a map of the texts ${names.join(', ')}`);
    return textsOf(found);
  }

  /** Notes every member that nobody asked for. */
  noOthers(): void {
    const known = [...this.#asked].join(', ');
    for (const name of Object.keys(this.#value)) {
      if (!this.#asked.has(name))
        this.problems.push({ at: `/${name}`, wrong: `there is no member ${name}`, right: `one of ${known}` });
    }
  }
}

function textsOf<Name extends string>(entries: readonly [Name, string][]): Readonly<Record<Name, string>> {
  return Object.fromEntries(entries) as Record<Name, string>;
}

/** The master key is missing, malformed or not the store's own. The message says what to do; nothing was written. */
export class VaultKeyError extends Error {
  override readonly name = 'VaultKeyError';
}

/** The key store cannot be reached, or is closed: whether the last call was carried out is unknown. Retry. */
export class VaultUnavailableError extends Error {
  override readonly name = 'VaultUnavailableError';
  constructor(
    message: string,
    readonly retryAfterMs: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The key store cannot be opened as asked; the message says why and what to do. Nothing in it was changed. */
export class VaultOpenError extends Error {
  override readonly name = 'VaultOpenError';
}

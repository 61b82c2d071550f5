/** What the controllers are given besides the buses. */
export const LEDGER = Symbol('ledger');
export const SHELF = Symbol('shelf');

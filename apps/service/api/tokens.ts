/** The controllers' dependencies besides the buses. */
export const LEDGER = Symbol('ledger');
export const SHELF = Symbol('shelf');
export const PAGES = Symbol('PAGES');

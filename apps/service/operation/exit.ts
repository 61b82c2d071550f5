/** Exit codes of sysexits.h. */
export const EXIT = { unavailable: 69, config: 78 } as const;

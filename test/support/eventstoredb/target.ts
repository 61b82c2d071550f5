/** Connection string of a server given for tests; undefined without one. */
export const givenServer: string | undefined = process.env['EVENTSTOREDB_URL'] || undefined;

export const NO_SERVER = 'no server: set EVENTSTOREDB_URL, such as esdb://127.0.0.1:2113?tls=false';

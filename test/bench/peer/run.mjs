// What every peer is asked to do: append single events to 100 streams, one after another, and read them all.

/**
 * Runs `peer.append(stream, type, data, meta)` for each event and prints events a second; then `peer.readAll()`.
 * Calls stand in a queue, because the stores below refuse or mix transactions that overlap: their 64 writers are as
 * fast as their one.
 */
export async function run(peer) {
  const count = Number(process.argv[3]);
  const data = { group: 'G-A', matter: 'MAT-1', version: 'V1', request: 'REQ-1', flags: { recommendation: false } };
  const meta = {
    recordedBy: { role: 'proper_officer', person: 'O-1' },
    pack: { id: 'uk.gov.northampton-tc', version: '1', hash: 'ab'.repeat(32) },
  };
  const from = performance.now();
  for (let index = 0; index < count; index += 1) {
    await peer.append(`council-${index % 100}`, 'GroupBriefingGiven', { ...data, matter: `MAT-${index}` }, meta);
  }
  const appended = count / ((performance.now() - from) / 1_000);
  const start = performance.now();
  const read = await peer.readAll();
  const rate = read / ((performance.now() - start) / 1_000);
  if (read < count) throw new Error(`${count} appended, ${read} read`);
  process.stdout.write(`result ${JSON.stringify({ appended, read: rate })}\n`);
  process.exit(0);
}

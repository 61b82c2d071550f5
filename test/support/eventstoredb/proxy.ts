import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';

/**
 * What is done to the connections there are; new ones are sound. `cut`: both ends are closed. `stall`: nothing passes any
 * more, nobody is told. `half-open`: the server's end is closed, the client is not told. `swallow`: requests pass, answers
 * do not.
 */
export type Trouble = 'cut' | 'stall' | 'half-open' | 'swallow';

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  trouble: Trouble | null;
  /** Bytes that may still pass to the client before the connection is cut. */
  left: number;
}

/** A TCP relay in front of a store, for breaking its connections. */
export class Proxy {
  readonly #pairs = new Set<Pair>();
  readonly #listener: Server;
  readonly #target: { host: string; port: number };
  #budget: () => number = () => Number.POSITIVE_INFINITY;
  #slowMs = 0;
  /** Connections cut because their bytes were used up. */
  spent = 0;

  private constructor(target: { host: string; port: number }) {
    this.#target = target;
    this.#listener = createServer((client) => {
      this.#join(client);
    });
  }

  static async start(target: { host: string; port: number }): Promise<Proxy> {
    const proxy = new Proxy(target);
    await new Promise<void>((resolve) => {
      proxy.#listener.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get port(): number {
    return (this.#listener.address() as AddressInfo).port;
  }

  /** Breaks every connection there is. */
  trouble(kind: Trouble): void {
    for (const pair of [...this.#pairs]) {
      pair.trouble = kind;
      if (kind === 'cut') this.#part(pair);
      if (kind === 'half-open') pair.server.destroy();
    }
  }

  /** Cuts every connection from now on after so many bytes to the client; the present ones too. */
  cutAfter(bytes: () => number): void {
    this.#budget = bytes;
    for (const pair of this.#pairs) pair.left = bytes();
  }

  /** From now on each piece of an answer waits so long, one after the other, as on a slow line. */
  slowBy(ms: number): void {
    this.#slowMs = ms;
  }

  async stop(): Promise<void> {
    for (const pair of [...this.#pairs]) this.#part(pair);
    await new Promise<void>((resolve) => {
      this.#listener.close(() => {
        resolve();
      });
    });
  }

  #join(client: Socket): void {
    const pair: Pair = { client, server: connect(this.#target), trouble: null, left: this.#budget() };
    this.#pairs.add(pair);
    client.setNoDelay(true);
    pair.server.setNoDelay(true);
    client.on('data', (bytes) => {
      if (pair.trouble === null || pair.trouble === 'swallow') pair.server.write(bytes);
    });
    pair.server.on('data', (bytes) => {
      if (this.#slowMs === 0) {
        this.#answer(pair, bytes);
        return;
      }
      pair.server.pause();
      setTimeout(() => {
        this.#answer(pair, bytes);
        pair.server.resume();
      }, this.#slowMs);
    });
    client.on('close', () => {
      this.#part(pair);
    });
    pair.server.on('close', () => {
      if (pair.trouble === null || pair.trouble === 'cut') this.#part(pair);
    });
    client.on('error', () => undefined);
    pair.server.on('error', () => undefined);
  }

  #answer(pair: Pair, bytes: Buffer): void {
    if (pair.trouble !== null) return;
    const passed = bytes.subarray(0, pair.left);
    pair.left -= passed.length;
    pair.client.write(passed);
    if (pair.left > 0) return;
    this.spent += 1;
    pair.client.end(() => {
      this.#part(pair);
    });
    pair.trouble = 'cut';
  }

  #part(pair: Pair): void {
    this.#pairs.delete(pair);
    pair.client.destroy();
    pair.server.destroy();
  }
}

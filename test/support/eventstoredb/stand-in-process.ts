// A stand-in in a process of its own, for killing. Told a port by its parent, it reads the log's file and listens there.
import { type Faults, startStandIn } from './stand-in.js';

export interface Orders {
  readonly file: string;
  readonly port: number;
  readonly faults?: Partial<Faults>;
}

process.on('message', ({ file, port, faults }: Orders) => {
  void startStandIn({ file, port }).then((server) => {
    Object.assign(server.faults, faults);
    process.send?.({ port: server.port });
  });
});
process.on('disconnect', () => {
  process.exit();
});
process.send?.('loaded');

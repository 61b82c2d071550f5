import { Writable } from 'node:stream';
import type { EventStoreDBClient } from '@eventstore/db-client';

type Answered = (error: unknown) => void;
type Append = (metadata: unknown, options: unknown, answered: Answered) => Writable;

/** Members of the client (6.2.1) that its types do not show. */
interface Inside {
  getChannel: () => Promise<{ close(): void }>;
  createGRPCClient: (service: unknown) => Promise<{ append?: Append }>;
  handleError: (service: unknown, error: unknown) => Promise<void>;
}

const ignore = (): void => undefined;

/**
 * Works around two faults of a client, each of which ends the process by a rejection that no caller can catch: an
 * append that finds its channel closed (as after a leader died while it looked for the next), and an error that comes
 * while another look for a leader fails. Both then reject as any call does.
 */
export function mend(client: EventStoreDBClient): EventStoreDBClient {
  const inside = client as unknown as Inside;
  const { createGRPCClient: create, handleError: handle } = inside;
  inside.createGRPCClient = async (service) => withSoundAppend(await create(service));
  inside.handleError = (service, error) => handle(service, error).catch(ignore);
  return client;
}

/** The client drops what `append` throws, so that its promise would never settle. */
function withSoundAppend<Service extends { append?: Append }>(service: Service): Service {
  const append = service.append?.bind(service);
  if (append === undefined) return service;
  service.append = (metadata, options, answered) => {
    try {
      return append(metadata, options, answered);
    } catch (error) {
      queueMicrotask(() => {
        answered(error);
      });
      return new Writable({ objectMode: true, write: (_message, _encoding, written) => written() });
    }
  };
  return service;
}

/** The client has no call for it, and an open channel keeps its socket and the process alive. */
export function closeChannel(client: EventStoreDBClient): void {
  (client as unknown as Inside)
    .getChannel()
    .then((channel) => {
      channel.close();
    })
    .catch(ignore);
}

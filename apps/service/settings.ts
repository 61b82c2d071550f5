import 'reflect-metadata';
import { IsIP, IsIn, IsInt, IsNotEmpty, IsOptional, Matches, Max, Min } from 'class-validator';

/** The variable of each setting. */
export const NAMES = {
  data: 'EVENHAND_DATA',
  mode: 'EVENHAND_MODE',
  port: 'EVENHAND_PORT',
  host: 'EVENHAND_HOST',
  behindProxy: 'EVENHAND_BEHIND_PROXY',
  names: 'EVENHAND_NAMES',
  ledger: 'EVENHAND_LEDGER',
  insecureStore: 'EVENHAND_INSECURE_STORE',
  insecureStoreReason: 'EVENHAND_INSECURE_STORE_REASON',
  minFreeMb: 'EVENHAND_MIN_FREE_MB',
  masterKey: 'EVENHAND_MASTER_KEY',
  masterKeyFile: 'EVENHAND_MASTER_KEY_FILE',
  keyStore: 'EVENHAND_KEY_STORE',
  erasures: 'EVENHAND_ERASURES',
  otlpEndpoint: 'OTEL_EXPORTER_OTLP_ENDPOINT',
  otlpTracesEndpoint: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
  serviceName: 'OTEL_SERVICE_NAME',
} as const;
export type Setting = keyof typeof NAMES;

const MAX_PORT = 65_535;
const PORT = 'a port from 0 to 65535';
const MEGABYTES = 'whole megabytes, 0 or more';
const WEB_ADDRESS = /^https?:\/\/[^\s/?#@]+(\/[^\s?#@]*)?$/;
const ENDPOINT = 'http:// or https://, a host and its port, without credentials';
const HOST_NAMES = 'host names with commas between them';

/** The settings of the service, read once at the start. */
export class Config {
  /** Folder of the ledger, or of the journal of a ledger elsewhere. */
  @IsNotEmpty({ message: 'is empty', context: { right: 'a folder' } })
  readonly data: string = 'data';

  /** `production` starts empty, logs JSON, and refuses unsafe settings and the header `X-Evenhand-Viewer`. */
  @IsIn(['development', 'production'], { message: 'is unknown', context: { right: 'development or production' } })
  readonly mode: 'development' | 'production' = 'development';

  /** TCP port; 0 takes any free one. */
  @IsInt({ message: 'is no number', context: { right: PORT } })
  @Min(0, { message: 'is no port', context: { right: PORT } })
  @Max(MAX_PORT, { message: 'is no port', context: { right: PORT } })
  readonly port: number = 3000;

  /** Address to listen on; any other than this machine's own needs `behindProxy`. */
  @IsIP(undefined, { message: 'is no address', context: { right: '127.0.0.1, ::1 or the address to listen on' } })
  readonly host: string = '127.0.0.1';

  /** `yes` states that only a proxy with access control can reach `host`. */
  @IsIn(['no', 'yes'], { message: 'is unknown', context: { right: 'yes or no' } })
  readonly behindProxy: 'no' | 'yes' = 'no';

  /** Host names that it serves besides this machine's own. */
  @Matches(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, {
    each: true,
    message: 'holds a value that is not a host name',
    context: { right: HOST_NAMES },
  })
  readonly names: readonly string[] = [];

  /** `sqlite`, or the connection string of an event store. */
  @IsNotEmpty({ message: 'is empty', context: { right: 'sqlite or esdb://…' } })
  readonly ledger: string = 'sqlite';

  @IsIn(['refuse', 'accept'], { message: 'is unknown', context: { right: 'accept, or nothing' } })
  readonly insecureStore: 'refuse' | 'accept' = 'refuse';

  /** The reason for an insecure store, for the log. */
  readonly insecureStoreReason: string = '';

  /** Free space below which the service is not ready, in MB of 1,000,000 bytes. */
  @IsInt({ message: 'is no number', context: { right: MEGABYTES } })
  @Min(0, { message: 'is below 0', context: { right: MEGABYTES } })
  readonly minFreeMb: number = 100;

  /** The key that wraps every person's key, as text: 32 bytes as base64, base64url or hex. */
  readonly masterKey: string | null = null;

  /** The file that holds the key. If neither is set: `master.key` in the data folder, made at the first start in development. */
  @IsOptional()
  @IsNotEmpty({ message: 'is empty', context: { right: 'a file' } })
  readonly masterKeyFile: string | null = null;

  /** `sqlite`, in the data folder, or the address of a PostgreSQL database. */
  @Matches(/^(sqlite|postgres(ql)?:\/\/.+)$/, {
    message: 'is not a key store',
    context: { right: 'sqlite or postgres://…' },
  })
  readonly keyStore: string = 'sqlite';

  /** File of the list of erasures; keep it apart from every backup. Default: `erasures.jsonl` in the data folder. */
  @IsOptional()
  @IsNotEmpty({ message: 'is empty', context: { right: 'a file' } })
  readonly erasures: string | null = null;

  /** Address of an OpenTelemetry collector for OTLP over HTTP, without the path of traces. Default: no tracing. */
  @IsOptional()
  @Matches(WEB_ADDRESS, { message: 'is not a web address', context: { right: ENDPOINT } })
  readonly otlpEndpoint: string | null = null;

  /** The same with the path; it takes precedence. */
  @IsOptional()
  @Matches(WEB_ADDRESS, { message: 'is not a web address', context: { right: ENDPOINT } })
  readonly otlpTracesEndpoint: string | null = null;

  /** The service name in its traces. */
  readonly serviceName: string = 'evenhand';
}

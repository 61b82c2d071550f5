import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { IsIn, IsInt, IsNotEmpty, Max, Min, validateSync } from 'class-validator';
import { type Result, accepted, refused } from '#lib/kernel/index.js';

const NAMES = { data: 'EVENHAND_DATA', mode: 'EVENHAND_MODE', port: 'EVENHAND_PORT' } as const;
const MAX_PORT = 65_535;

/** How the service is to run; read once, when it starts. */
export class Config {
  /** Folder of the ledger. */
  @IsNotEmpty({ message: 'is empty', context: { right: 'a folder' } })
  readonly data: string = 'data';

  /** `production` starts empty and logs JSON. */
  @IsIn(['development', 'production'], { message: 'is unknown', context: { right: 'development or production' } })
  readonly mode: 'development' | 'production' = 'development';

  /** TCP port; 0 takes any free one. */
  @IsInt({ message: 'is no number', context: { right: 'a port from 0 to 65535' } })
  @Min(0, { message: 'is no port', context: { right: 'a port from 0 to 65535' } })
  @Max(MAX_PORT, { message: 'is no port', context: { right: 'a port from 0 to 65535' } })
  readonly port: number = 3000;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads EVENHAND_DATA, EVENHAND_MODE and EVENHAND_PORT; refuses with every one that is wrong. */
export function readConfig(environment: Environment): Result<Config, 'config_invalid'> {
  const { [NAMES.data]: data, [NAMES.mode]: mode, [NAMES.port]: port } = environment;
  const given = {
    ...(data === undefined ? {} : { data }),
    ...(mode === undefined ? {} : { mode }),
    // Number('') would be 0, which means any port.
    ...(port === undefined ? {} : { port: port.trim() === '' ? Number.NaN : Number(port) }),
  };
  const config = plainToInstance(Config, given);
  const problems = validateSync(config, { stopAtFirstError: true }).map(
    ({ property, constraints = {}, contexts = {} }) => {
      const [[name, message] = ['', '']] = Object.entries(constraints);
      const context = contexts[name] as { right: string } | undefined;
      return { at: NAMES[property as keyof typeof NAMES], wrong: message, right: context?.right ?? '' };
    },
  );
  return problems.length === 0 ? accepted(config) : refused('config_invalid', problems);
}

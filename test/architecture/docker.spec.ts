import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { YAML11_SCHEMA, load } from 'js-yaml';
import { misspeltNames } from '../../apps/service/misspelt.js';
import { Metrics } from '../../apps/service/operation/metrics.js';
import { root } from './planted.js';

interface Service {
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[] | Readonly<Record<string, { readonly ipv4_address?: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: readonly string[] | Readonly<Record<string, { readonly condition: string }>>;
  readonly restart?: string;
  readonly security_opt?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly read_only?: boolean;
  readonly logging?: object;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: object;
  readonly volumes: object;
  readonly secrets?: Readonly<Record<string, { readonly file: string }>>;
}

const folder = join(root, 'docker');
const textOf = (path: string): string => readFileSync(join(folder, path), 'utf8');
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const dockerfile = textOf('Dockerfile');
const composes = files.map((file) => ({
  file,
  text: textOf(file),
  ...(load(textOf(file), { schema: YAML11_SCHEMA }) as Compose),
}));
const services = composes.flatMap((one) =>
  Object.entries(one.services).map(([name, service]) => ({ place: `${one.file}: ${name}`, name, service, in: one })),
);
const cluster = composes.find(({ file }) => file === 'compose.cluster.yaml')!;

/** Who is waited for until it has ended, and so does not run on. */
const awaited = new Set(
  services.flatMap(({ service: { depends_on = {} } }) =>
    Object.entries(depends_on)
      .filter(([, { condition }]) => condition === 'service_completed_successfully')
      .map(([name]) => name),
  ),
);
const lasting = services.filter(({ name }) => !awaited.has(name));
const placesWhere = (list: typeof services, isWrong: (service: Service) => boolean): string[] =>
  list.filter(({ service }) => isWrong(service)).map(({ place }) => place);

/** What the store's own list of options calls these, in capitals (KurrentDB 26, ClusterVNodeOptions.cs). */
const STORE_OPTIONS = [
  'ADVERTISE_HOST_TO_CLIENT_AS',
  'CERTIFICATE_FILE',
  'CERTIFICATE_PRIVATE_KEY_FILE',
  'CLUSTER_SIZE',
  'DEFAULT_ADMIN_PASSWORD',
  'DEFAULT_OPS_PASSWORD',
  'DISCOVER_VIA_DNS',
  'ENABLE_ATOM_PUB_OVER_HTTP',
  'GOSSIP_SEED',
  'INSECURE',
  'REPLICATION_IP',
  'RUN_PROJECTIONS',
  'SECONDARY_INDEXING__ENABLED',
  'TELEMETRY_OPTOUT',
  'TRUSTED_ROOT_CERTIFICATES_PATH',
];

describe('the compose files', () => {
  it('are there', () => {
    expect(files).toEqual(['compose.cluster.yaml', 'compose.single.yaml']);
    expect(lasting.length).toBeGreaterThan(7);
    expect([...awaited].sort()).toEqual(['certificates', 'store-user']);
  });

  it('name no file, service, network or volume that does not exist', () => {
    const missing = services.flatMap(({ place, service, in: { volumes, networks, services: all } }) => {
      const { build, depends_on = [] } = service;
      const sources = (service.volumes ?? []).map((text) => text.split(':')[0] ?? '');
      const paths = sources.filter((text) => text.startsWith('.'));
      const named = sources.filter((text) => /^[a-z]/.test(text));
      const nets = Array.isArray(service.networks) ? service.networks : Object.keys(service.networks ?? {});
      const others = Array.isArray(depends_on) ? depends_on : Object.keys(depends_on);
      return [
        ...[...paths, ...(build === undefined ? [] : [join(build.context, build.dockerfile)])].filter(
          (path) => !existsSync(join(folder, path)),
        ),
        ...named.filter((name) => !(name in volumes)),
        ...nets.filter((name: string) => !(name in networks)),
        ...others.filter((name: string) => !(name in all)),
      ].map((what) => `${place}: ${what}`);
    });
    expect(missing).toEqual([]);
  });

  it('open ports to this machine alone unless told otherwise', () => {
    const ports = services.flatMap(({ service }) => service.ports ?? []);
    expect(ports).toHaveLength(2);
    for (const port of ports) expect(port).toMatch(/^(127\.0\.0\.1|\$\{PUBLIC_ADDRESS:-127\.0\.0\.1\}):\d+:\d+$/);
  });

  it('pin each image to a version, or let the person who starts them name it', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    const isPinned = ({ image, build }: Service): boolean =>
      build === undefined
        ? /^(\$\{KURRENTDB_IMAGE:\?[^}]+\}|[a-z/-]+:\d+\.\d+[a-z\d.-]*)$/.test(image)
        : image === `evenhand:${version}`;
    expect(placesWhere(services, (service) => !isPinned(service))).toEqual([]);
    expect(dockerfile).toContain(`ARG VERSION=${version}\n`);
  });

  it('hold no password, and have none by default', () => {
    for (const { text } of composes) {
      const asked = [...text.matchAll(/\$\{(\w+)(:?[-?+])?/g)].map(([, name = '', kind]) => ({ name, kind }));
      const secrets = asked.filter(({ name }) => /PASSWORD|SECRET|KEY/.test(name));
      expect(secrets.filter(({ kind }) => kind !== ':?')).toEqual([]);
    }
    const given = services.flatMap(({ service }) => Object.entries(service.environment ?? {}));
    for (const { secrets = {} } of composes)
      for (const { file } of Object.values(secrets)) expect(file).toMatch(/^\$\{\w+:\?[^}]+\}$/);
    const secret = given.filter(([name]) => /PASSWORD|SECRET/.test(name));
    expect(secret.length).toBeGreaterThan(4);
    for (const [, value] of secret) expect(value).toMatch(/^\$\{\w+:\?[^}]+\}$/);
    expect(given.filter(([, value]) => /changeit|:\/\/\w+:(?!\$\{)[^@]*@/.test(value))).toEqual([]);
  });

  it('ask everything that runs on whether it is well, restart it, bound its log and let it gain no right', () => {
    expect(dockerfile).toMatch(/^HEALTHCHECK .*\\\n\s+CMD \[.*\/health\/live/m);
    const isWatched = ({ healthcheck, build }: Service): boolean => healthcheck !== undefined || build !== undefined;
    const isKept = ({ restart, logging }: Service): boolean => restart === 'unless-stopped' && logging !== undefined;
    const isBound = ({ security_opt = [] }: Service): boolean => security_opt.includes('no-new-privileges:true');
    expect(placesWhere(lasting, (one) => !isWatched(one) || !isKept(one) || !isBound(one))).toEqual([]);
  });

  it('run the service on a file system that is read-only, without any capability', () => {
    const own = services.filter(({ service }) => service.build !== undefined);
    expect(own).toHaveLength(3);
    expect(placesWhere(own, ({ read_only, cap_drop }) => read_only !== true || cap_drop?.[0] !== 'ALL')).toEqual([]);
    expect(dockerfile).toMatch(/\nUSER node\n/);
  });

  it('set nothing that is no setting, of ours or of the store', () => {
    const names = services.flatMap(({ service }) => Object.keys(service.environment ?? {}));
    const ofStore = names.filter((name) => name.startsWith('KURRENTDB_')).map((name) => name.slice(10));
    expect(names.filter((name) => /^(EVENHAND|OTEL)_/.test(name)).length).toBeGreaterThan(10);
    expect(misspeltNames([...names, ...dockerfile.match(/EVENHAND_[A-Z_]+/g)!])).toEqual([]);
    expect([...new Set(ofStore)].sort()).toEqual(STORE_OPTIONS);
  });
});

describe('the addresses of the cluster', () => {
  const addressesOf = (pattern: RegExp): string[] =>
    Object.entries(cluster.services)
      .filter(([name]) => pattern.test(name))
      .flatMap(([, { networks = {} }]) => Object.values(networks))
      .flatMap(({ ipv4_address }: { ipv4_address?: string }) => ipv4_address ?? []);

  it('of the services are those that the proxy asks', () => {
    const asked = [...textOf('cluster/proxy.conf.template').matchAll(/^\s*server ([\d.]+):3000 /gm)].map(
      ([, address]) => address,
    );
    expect(asked).toEqual(addressesOf(/^evenhand/));
    expect(asked).toHaveLength(2);
  });

  it('of the nodes are those of their certificates and of their seeds', () => {
    const nodes = addressesOf(/^node/);
    const script = textOf('cluster/make-certificates.sh');
    const [, start = ''] = /-ip-addresses "127\.0\.0\.1,([\d.]+)\$number"/.exec(script) ?? [];
    expect(nodes).toEqual([1, 2, 3].map((number) => `${start}${number}`));
    for (const [index, address] of nodes.entries()) {
      const { environment = {} } = cluster.services[`node${index + 1}`]!;
      const others = nodes.filter((one) => one !== address).map((one) => `${one}:2113`);
      expect(environment).toMatchObject({
        KURRENTDB_REPLICATION_IP: address,
        KURRENTDB_ADVERTISE_HOST_TO_CLIENT_AS: `node${index + 1}`,
        KURRENTDB_GOSSIP_SEED: others.join(','),
      });
    }
  });
});

describe('what the image is made of', () => {
  it('is there, and let through to the builder', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, list = '']) => list.split(' '));
    expect(copied.filter((name) => !existsSync(join(root, name)))).toEqual([]);
    const through = textOf('Dockerfile.dockerignore').split('\n');
    expect(through[0]).toBe('*');
    expect(copied.filter((name) => !through.includes(`!${name}`))).toEqual([]);
  });
});

describe('docker/README.md', () => {
  const readme = textOf('README.md');

  it('names only settings and metrics that exist', async () => {
    const status = {
      state: 'following',
      reason: '',
      progress: 1,
      position: 0n,
      storePosition: 0n,
      isChecked: true,
      damage: null,
      findings: [],
    } as const;
    const text = await new Metrics(() => status).text();
    const known = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = '', kind]) =>
      kind === 'histogram' ? [name, `${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
    );
    const named = [...new Set(readme.match(/\bevenhand_[a-z_]+\b/g))];
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
    expect(misspeltNames(readme.match(/\bEVENHAND_[A-Z_]+\b/g) ?? [])).toEqual([]);
  });

  it('names everything that must be given', () => {
    const asked = composes.flatMap(({ text }) => [...text.matchAll(/\$\{(\w+):[?-]/g)].map(([, name]) => name));
    for (const name of new Set(asked)) expect(readme).toContain(`\`${name}\``);
  });
});

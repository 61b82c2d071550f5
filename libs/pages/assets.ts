import { hash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Assets } from './frame.js';
import { packageFolder } from './views.js';

/** A file that pages share. Its path holds a hash of its content, so a browser may keep it for ever. */
export interface SharedFile {
  readonly path: string;
  /** The media type. */
  readonly type: string;
  readonly bytes: Buffer;
  /** The same bytes compressed; null for what is compressed already. */
  readonly gzip: Buffer | null;
}

interface SharedFiles {
  readonly assets: Assets;
  /** By path. */
  readonly files: ReadonlyMap<string, SharedFile>;
}

const TYPEFACE = 'Atkinson Hyperlegible Next';
const WEIGHTS = [400, 700] as const;
const TYPES = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
} as const;

const HASH_LENGTH = 12;

function shared(name: string, kind: keyof typeof TYPES, bytes: Buffer): SharedFile {
  const path = `/assets/${hash('sha256', bytes).slice(0, HASH_LENGTH)}/${name}.${kind}`;
  return { path, type: TYPES[kind], bytes, gzip: kind === 'woff2' ? null : gzipSync(bytes, { level: 9 }) };
}

const own = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'assets', name));

/** The typeface of GOV.UK and the crown are licensed for GOV.UK alone: ours stands in their place. */
function inOwnTypeface(css: string): string {
  return css
    .replaceAll(/@font-face\s*\{[^}]*\}/g, '')
    .replaceAll(/"?GDS Transport"?/g, `"${TYPEFACE}"`)
    .replaceAll(/url\(\/assets\/images\/govuk-[^)]*\)/g, 'none')
    .replaceAll(/\/\*# sourceMappingURL=.*?\*\//g, '');
}

function faces(): { readonly fonts: readonly SharedFile[]; readonly css: string } {
  const folder = join(packageFolder('@fontsource/atkinson-hyperlegible-next'), 'files');
  const fonts = WEIGHTS.map((weight) => {
    const bytes = readFileSync(join(folder, `atkinson-hyperlegible-next-latin-${weight}-normal.woff2`));
    return shared(`atkinson-${weight}`, 'woff2', bytes);
  });
  const rules = fonts.map(({ path }, index) => {
    const source = `src:url(${path}) format("woff2")`;
    return `@font-face{font-family:"${TYPEFACE}";font-weight:${WEIGHTS[index] ?? ''};font-display:swap;${source}}`;
  });
  return { fonts, css: rules.join('') };
}

function images(): ReadonlyMap<string, SharedFile> {
  const folder = join(packageFolder('@ministryofjustice/frontend'), 'moj', 'assets', 'images');
  const names = readdirSync(folder).filter((name) => name.endsWith('.svg'));
  const file = (name: string): SharedFile => shared(name.slice(0, -4), 'svg', readFileSync(join(folder, name)));
  return new Map(names.map((name) => [`/assets/images/${name}`, file(name)]));
}

/** Reads and compresses every shared file, from the packages and from our own folder. */
export function openAssets(): SharedFiles {
  const govuk = readFileSync(join(packageFolder('govuk-frontend'), 'dist', 'govuk', 'govuk-frontend.min.css'), 'utf8');
  const mojFolder = join(packageFolder('@ministryofjustice/frontend'), 'moj');
  const moj = readFileSync(join(mojFolder, 'moj-frontend.min.css'), 'utf8');
  const { fonts, css } = faces();
  const icons = images();
  const withIcons = moj.replaceAll(/url\((\/assets\/images\/[^)]+)\)/g, (whole, path: string) => {
    const icon = icons.get(path);
    return icon === undefined ? whole : `url(${icon.path})`;
  });
  const styles = [
    shared('govuk', 'css', Buffer.from(css + inOwnTypeface(govuk))),
    shared('moj', 'css', Buffer.from(inOwnTypeface(withIcons))),
    shared('evenhand', 'css', own('evenhand.css')),
  ];
  const script = shared('evenhand', 'js', own('evenhand.js'));
  const icon = shared('evenhand', 'svg', own('evenhand.svg'));
  const all = [...styles, script, icon, ...fonts, ...icons.values()];
  return {
    assets: { styles: styles.map(({ path }) => path), script: script.path, icon: icon.path },
    files: new Map(all.map((file) => [file.path, file])),
  };
}

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import nunjucks from 'nunjucks';
import type { Frame } from './frame.js';

const { resolve } = createRequire(import.meta.url);

/** The folder of an installed package. */
export const packageFolder = (name: string): string => dirname(resolve(`${name}/package.json`));

/** The folders that templates of the kit may name: ours, then the components of GOV.UK and of the Ministry of Justice. */
export function templateFolders(): readonly string[] {
  return [
    join(import.meta.dirname, 'templates'),
    join(packageFolder('govuk-frontend'), 'dist'),
    packageFolder('@ministryofjustice/frontend'),
  ];
}

/** Renders a template by its path in one of the folders. Throws if there is no such template. */
export type Render = (template: string, frame: Frame, view: object) => string;

/**
 * The templates of the kit and those in further folders, which win. Every output is escaped; a template is read once and
 * kept.
 */
export function openViews(...further: readonly string[]): Render {
  const loader = new nunjucks.FileSystemLoader([...further, ...templateFolders()]);
  const environment = new nunjucks.Environment(loader, { autoescape: true });
  return (template, frame, view) => environment.render(template, { frame, view });
}

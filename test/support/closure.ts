import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

/** The file that an import of ours names; null for a package. */
function fileOf(specifier: string, from: string, root: string): string | null {
  const path = specifier.startsWith('#lib/')
    ? join(root, 'libs', specifier.slice('#lib/'.length))
    : specifier.startsWith('.')
      ? join(dirname(from), specifier)
      : null;
  const source = path?.replace(/\.js$/, '.ts');
  return source !== undefined && existsSync(source) ? source : null;
}

const isOnlyTypes = (clause: ts.NamedImportBindings | ts.NamedExportBindings | undefined): boolean =>
  clause !== undefined &&
  (ts.isNamedImports(clause) || ts.isNamedExports(clause)) &&
  clause.elements.length > 0 &&
  clause.elements.every(({ isTypeOnly }) => isTypeOnly);

/** The modules that are loaded with a file: types are gone by then. */
function loadedBy(path: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ESNext);
  return source.statements.flatMap((statement): string[] => {
    if (ts.isImportDeclaration(statement)) {
      const { importClause, moduleSpecifier } = statement;
      const typeOnly =
        importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ||
        (importClause !== undefined && importClause.name === undefined && isOnlyTypes(importClause.namedBindings));
      return typeOnly || !ts.isStringLiteral(moduleSpecifier) ? [] : [moduleSpecifier.text];
    }
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined) return [];
    const typeOnly = statement.isTypeOnly || isOnlyTypes(statement.exportClause);
    return typeOnly || !ts.isStringLiteral(statement.moduleSpecifier) ? [] : [statement.moduleSpecifier.text];
  });
}

/** Every file of ours that is loaded with some files, by its path from the root, with the file that first asked for it. */
export function closureOf(root: string, ...entries: readonly string[]): ReadonlyMap<string, string | null> {
  const found = new Map<string, string | null>(entries.map((entry) => [entry, null]));
  for (const path of found.keys()) {
    for (const specifier of loadedBy(join(root, path))) {
      const file = fileOf(specifier, join(root, path), root);
      const name = file === null ? null : relative(root, file);
      if (name !== null && !found.has(name)) found.set(name, path);
    }
  }
  return found;
}

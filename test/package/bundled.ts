import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const readJson = (file: string): unknown => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));

/** The packages that package.json says the product is made of, by the names they are published under. */
export function declaredPackages(): string[] {
  const { dependencies } = readJson('package.json') as { readonly dependencies: Record<string, string> };
  return Object.entries(dependencies).map(([name, range]) => /^npm:(.+)@/.exec(range)?.[1] ?? name);
}

/** What the bundler has put into the product, as `name version`. */
export function bundledPackages(): string[] {
  return globSync('dist/**/licenses.json', { cwd: ROOT })
    .flatMap((file) => readJson(file) as { readonly name: string; readonly version: string }[])
    .map(({ name, version }) => `${name} ${version}`);
}

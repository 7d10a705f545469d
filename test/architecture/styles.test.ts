import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './repository.ts';

interface Source {
  /** Relative to `renderer`. */
  readonly file: string;
  readonly text: string;
}

function sourcesOf(ending: string): Source[] {
  const folder = join(ROOT, 'renderer');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
}

/** Who owns what a file names: a page, a kind of chart, or else the component of the file's own name. */
function ownerOf(file: string): string {
  return /^(?:pages|charts)\/[^/]+(?=\/)/u.exec(file)?.[0] ?? file.replace(/\.\w+$/u, '');
}

/** Selectors of a style sheet, one for each rule; those of key frames hold no class. */
function selectorsIn({ text }: Source): string[] {
  const rules = text.replaceAll(/\/\*.*?\*\//gsu, '').matchAll(/([^{};]+)\{/gu);
  return [...rules]
    .map(([, selector = '']) => selector.trim())
    .filter((selector) => !selector.startsWith('@'));
}

/** `.a:is(.b, .c), .d` as `.a:is(.b, .c)` and `.d`. */
function alternatives(selector: string): string[] {
  return selector.split(/,(?![^(]*\))/u);
}

function classesIn(selector: string): string[] {
  return [...new Set([...selector.matchAll(/\.([a-z][\w-]*)/giu)].map(([, name = '']) => name))];
}

/** Classes that a style sheet styles wherever they stand: no other class narrows the rule. */
function freeClassesIn(sheet: Source): Set<string> {
  const named = selectorsIn(sheet).flatMap(alternatives).map(classesIn);
  return new Set(named.filter(({ length }) => length === 1).flat());
}

/** Words in the `className` attributes of a component. */
function classNamesIn({ text }: Source): Set<string> {
  const attributes = text.matchAll(/className=(?:"([^"]*)"|\{((?:[^{}]|\{[^{}]*\})*)\})/gu);
  return new Set(
    [...attributes].flatMap(
      ([, plain = '', computed = '']) => `${plain} ${computed}`.match(/[\w-]+/gu) ?? [],
    ),
  );
}

/**
 * Style sheets of pages come when the page is opened first, and stay. A class that two of them style looks as it
 * should until the other page was seen.
 */
function leaks(sheets: readonly Source[], components: readonly Source[]): string[] {
  const ownersOfClass = new Map<string, Set<string>>();
  for (const sheet of sheets)
    for (const name of freeClassesIn(sheet))
      ownersOfClass.set(name, (ownersOfClass.get(name) ?? new Set<string>()).add(ownerOf(sheet.file)));
  const users = [
    ...sheets.map((sheet) => ({ ...sheet, names: new Set(selectorsIn(sheet).flatMap(classesIn)) })),
    ...components.map((component) => ({ ...component, names: classNamesIn(component) })),
  ];
  return [...ownersOfClass].flatMap(([name, owners]) => {
    if (owners.size > 1) return [`.${name} is styled by ${[...owners].join(' and ')}`];
    const [owner = ''] = owners;
    if (!owner.startsWith('pages/')) return [];
    return users
      .filter(({ file, names }) => names.has(name) && ownerOf(file) !== owner)
      .map(({ file }) => `.${name} of ${owner} is used by ${file}`);
  });
}

describe('style sheets', () => {
  it('leave the pages and components of others alone', () => {
    expect(leaks(sourcesOf('.css'), sourcesOf('.tsx'))).toEqual([]);
  });

  it('are caught where they do not', () => {
    const bars = {
      file: 'pages/load/Bars.css',
      text: '@media print { .bar i { top: 0; } } .bar { top: 1px; }',
    };
    const zones = { file: 'pages/zones/Zones.css', text: '.zones .bar, .zones, .bar:hover { top: 2px; }' };
    const tip = { file: 'charts/Tip.tsx', text: '<i className={isOn ? `bar ${kind}` : undefined} />' };
    const scoped = { file: 'pages/zones/Zones.css', text: '.zones .bar { top: 2px; }' };
    expect(leaks([bars, zones], [])).toEqual(['.bar is styled by pages/load and pages/zones']);
    expect(leaks([bars], [tip])).toEqual(['.bar of pages/load is used by charts/Tip.tsx']);
    expect(leaks([bars, scoped], [])).toEqual(['.bar of pages/load is used by pages/zones/Zones.css']);
    expect(leaks([scoped], [tip])).toEqual([]);
  });
});

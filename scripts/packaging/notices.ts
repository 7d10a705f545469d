/** A package that is part of the product, as Vite writes it into `licenses.json`. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression of its manifest. */
  readonly identifier?: string;
  /** Its license file; some packages bring none. */
  readonly text?: string;
}

const HEAD = `TP Tray contains the work of others. Their licenses follow, each once, after the packages it covers.

Electron and Chromium, in which the app runs, have theirs in LICENSE.electron.txt and LICENSES.chromium.html.`;

const RULE = '-'.repeat(80);

/**
 * The text of THIRD-PARTY-NOTICES.txt: every package by name, under the license it came with.
 * @throws Error for a package that names no license at all
 */
export function noticesOf(packages: readonly BundledPackage[]): string {
  const byText = new Map<string, BundledPackage[]>();
  for (const each of distinct(packages)) {
    const text = licenseText(each);
    byText.set(text, [...(byText.get(text) ?? []), each]);
  }
  const sections = [...byText].map(([text, covered]) =>
    [...covered.map(({ name, version }) => `${name} ${version}`), '', text].join('\n'),
  );
  return `${[HEAD, ...sections].join(`\n\n${RULE}\n\n`)}\n`;
}

function distinct(packages: readonly BundledPackage[]): BundledPackage[] {
  const byKey = new Map(packages.map((each) => [`${each.name} ${each.version}`, each]));
  return [...byKey].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each);
}

function licenseText({ name, identifier, text }: BundledPackage): string {
  if (text !== undefined && text.trim() !== '') return text.replaceAll('\r\n', '\n').trim();
  if (identifier === undefined) throw new Error(`The package ${name} names no license.`);
  return `License: ${identifier}. The package brings no license file of its own: https://spdx.org/licenses/`;
}

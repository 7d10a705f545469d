import { resolve, sep } from 'node:path';

export const SCHEME = 'tp-tray';
const HOST = 'window';

/** Where the window's page is. A scheme of its own gets none of the rights that `file:` has. */
export const PAGE_URL = `${SCHEME}://${HOST}/index.html`;

/**
 * The address that opens the window. It tells the page the language and country of this computer, of which Chromium
 * names only what the app ships.
 * @param systemLocale as the system gives it, such as `de-AT` or `en-US@posix`
 */
export function pageFor(systemLocale: string): string {
  const [tag = ''] = systemLocale.replaceAll('_', '-').split('@');
  try {
    const [language = ''] = Intl.getCanonicalLocales(tag);
    return `${PAGE_URL}?language=${language}`;
  } catch {
    return PAGE_URL;
  }
}

/** The file behind an address of the window, or null when it is not one of ours. */
export function fileOf(url: string, folder: string): string | null {
  if (!isOurPage(url)) return null;
  const root = resolve(folder);
  try {
    const file = resolve(root, `.${decodeURIComponent(new URL(url).pathname)}`);
    return file.startsWith(root + sep) ? file : null;
  } catch {
    return null;
  }
}

/** Whether an address is one of the window's own. */
export function isOurPage(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return protocol === `${SCHEME}:` && host === HOST;
}

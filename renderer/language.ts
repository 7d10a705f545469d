/**
 * The language and country of this computer, as a BCP 47 tag. The app says it in the address of its window, because
 * Chromium only knows the languages that the app ships; a browser knows it by itself.
 */
export function userLanguage(): string {
  return new URLSearchParams(location.search).get('language') ?? navigator.language;
}

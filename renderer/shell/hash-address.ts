import { useSyncExternalStore } from 'react';

interface NavigateOptions {
  readonly replace?: boolean;
  readonly state?: unknown;
}

/**
 * Where the window is, wholly behind the `#` of the address: `#/workouts?sport=2`. What a page is set to belongs to
 * the page: it is gone on the next one, there again after going back, and can be emptied. wouter's own hash
 * location keeps it before the `#`, where it stays from page to page.
 */
export const useHashAddress = Object.assign(usePath, {
  hrefs: (path: string) => `#${path}`,
  searchHook: useSettings,
});

function usePath(): [path: string, go: (to: string, options?: NavigateOptions) => void] {
  return [useSyncExternalStore(onMove, () => parts().path), go];
}

function useSettings(): string {
  return useSyncExternalStore(onMove, () => parts().settings);
}

function go(to: string, { replace = false, state = null }: NavigateOptions = {}): void {
  history[replace ? 'replaceState' : 'pushState'](state, '', `#${to}`);
  // The browser tells of addresses that it changed itself alone.
  dispatchEvent(new HashChangeEvent('hashchange'));
}

function onMove(moved: () => void): () => void {
  addEventListener('hashchange', moved);
  return () => removeEventListener('hashchange', moved);
}

function parts(): { readonly path: string; readonly settings: string } {
  const [path = '', ...settings] = location.hash.replace(/^#?\/?/u, '/').split('?');
  return { path, settings: settings.join('?') };
}

export type System = 'macos' | 'windows' | 'linux';

/** The system the window runs on, as its browser engine names it. */
export function currentSystem(userAgent = navigator.userAgent): System {
  if (userAgent.includes('Macintosh')) return 'macos';
  return userAgent.includes('Windows') ? 'windows' : 'linux';
}

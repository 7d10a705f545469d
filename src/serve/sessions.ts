import { isSameSecret, newSecret } from './secrets.ts';

/** What a browser holds after it was let in. */
export interface Session {
  /** The folder of the address under which the window lives. Browsers send the key there and nowhere else. */
  readonly room: string;
  /** The value of the cookie. */
  readonly key: string;
}

export interface Sessions {
  /** A token that lets one browser in, once. The token before it is void. */
  invite(): string;
  /** Lets a browser in; null when the token was used, replaced or never given. */
  redeem(token: string): Session | null;
  isOpen(room: string, key: string): boolean;
}

/**
 * The browsers that may use the window. A cookie alone would not tell them apart from other servers of this computer:
 * browsers send the cookies of 127.0.0.1 to every port of it. So the window of each session lives under a random
 * path, and its cookie is for that path only.
 */
export function createSessions(): Sessions {
  const keys = new Map<string, string>();
  let invitation: string | null = null;
  return {
    invite: () => (invitation = newSecret()),
    redeem(token) {
      if (invitation === null || !isSameSecret(token, invitation)) return null;
      invitation = null;
      const session = { room: newSecret(), key: newSecret() };
      keys.set(session.room, session.key);
      return session;
    },
    isOpen(room, key) {
      const expected = keys.get(room);
      return expected !== undefined && isSameSecret(key, expected);
    },
  };
}

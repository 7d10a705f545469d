const UNVERIFIED = 'TP Tray could not verify the session.';
const KEPT = `${UNVERIFIED} The sign-in is kept.`;

/** What a passing failure means for a session that is stored. */
export function unverifiedButKept(reason: string): string {
  return `${reason} ${KEPT}`;
}

/** What the same failure means for a session that is not stored yet. */
export function unverifiedAndDropped(message: string): string {
  const reason = message.replace(KEPT, '').trim();
  return `${reason} ${UNVERIFIED} Nothing was kept, so sign in again then.`;
}

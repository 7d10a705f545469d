import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A random text of 256 bits that fits into an address and a header. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether two texts are the same, in a time that does not tell how much of them is. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

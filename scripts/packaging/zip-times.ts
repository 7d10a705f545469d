/** The first day that a zip knows: 1 January 1980. */
const FIRST_DAY = 0x0021;
const END_LENGTH = 22;
const CENTRAL_ENTRY = 0x02014b50;
const CENTRAL_LENGTH = 46;

/** The same zip, without a comment at its end, as if all files in it were of one day. */
export function withFixedTimes(zip: Uint8Array): Buffer {
  const fixed = Buffer.from(zip);
  const setTime = (at: number) => {
    fixed.writeUInt16LE(0, at);
    fixed.writeUInt16LE(FIRST_DAY, at + 2);
  };
  const end = fixed.length - END_LENGTH;
  let entry = fixed.readUInt32LE(end + 16);
  for (let left = fixed.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (fixed.readUInt32LE(entry) !== CENTRAL_ENTRY) throw new Error('The zip has no list of its files.');
    setTime(entry + 12);
    setTime(fixed.readUInt32LE(entry + 42) + 10);
    // The name, what more is said of the file, and its comment.
    const more = [28, 30, 32].map((at) => fixed.readUInt16LE(entry + at));
    entry += CENTRAL_LENGTH + more.reduce((sum, length) => sum + length, 0);
  }
  return fixed;
}

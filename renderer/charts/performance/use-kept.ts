import { useState } from 'react';

/** `value`, or the equal one of the rendering before, so that what depends on it need not be drawn anew. Plain data only. */
export function useKept<Value>(value: Value): Value {
  const [kept, setKept] = useState(value);
  if (kept === value || JSON.stringify(kept) === JSON.stringify(value)) return kept;
  setKept(value);
  return value;
}

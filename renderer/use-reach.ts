import { useEffect, useState } from 'react';

/** Whether the app behind the window can be reached. Only a browser can be cut off from it. */
export function useReach(): boolean {
  const [isReached, setReached] = useState(true);
  useEffect(() => window.tpTray.onReach?.(setReached), []);
  return isReached;
}

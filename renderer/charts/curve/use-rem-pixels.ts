import { useEffect, useRef, useState, type RefObject } from 'react';

const USUAL_PIXELS = 16;

/** How many pixels a rem is, now and after the user has changed the size of text. The ruler is an element 1 rem wide. */
export function useRemPixels(): [ruler: RefObject<HTMLSpanElement | null>, pixels: number] {
  const ruler = useRef<HTMLSpanElement>(null);
  const [pixels, setPixels] = useState(USUAL_PIXELS);
  useEffect(() => {
    if (ruler.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined && entry.contentRect.width > 0) setPixels(entry.contentRect.width);
    });
    observer.observe(ruler.current);
    return () => observer.disconnect();
  }, []);
  return [ruler, pixels];
}

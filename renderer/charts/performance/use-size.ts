import { useLayoutEffect, useState, type RefObject } from 'react';
import type { Size } from './geometry.ts';

/**
 * The size of an element and of a letter in it, in pixels; null before it is in the page. It is measured before the
 * first picture is shown, and again whenever the window or the text size changes.
 *
 * @param letter an element of 1 rem inside of `element`
 */
export function useSize(
  element: RefObject<HTMLElement | null>,
  letter: RefObject<HTMLElement | null>,
): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const [whole, one] = [element.current, letter.current];
    if (whole === null || one === null) return undefined;
    const measure = () => {
      const { width, height } = whole.getBoundingClientRect();
      const rem = one.getBoundingClientRect().width;
      setSize((before) =>
        before?.width === width && before.height === height && before.rem === rem
          ? before
          : { width, height, rem },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(whole);
    observer.observe(one);
    return () => observer.disconnect();
  }, [element, letter]);
  return size;
}

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

const ROWS_BEYOND_VIEW = 12;
const ROW_HEIGHT_REM = 2.25;

/** Where the list was left, so that going back leads to the same place. */
let left: { readonly address: string; readonly scrolledTo: number } | null = null;

interface WindowRows<List> {
  readonly list: RefObject<List | null>;
  readonly items: readonly { readonly index: number; readonly key: unknown }[];
  /** For each row shown: its height is measured. The row tells its place as `data-index`. */
  readonly measure: (row: HTMLElement | null) => void;
  /** Heights of the rows left out, in pixels. */
  readonly roomAbove: number;
  readonly roomBelow: number;
}

/**
 * Which rows of a long list are near the view of the page. Another list begins at its top; the one that was left
 * last, at the place where it was left.
 * @param address names the list with all its filters
 */
export function useWindowRows<List extends HTMLElement>(
  count: number,
  keyOf: (index: number) => string,
  address: string,
): WindowRows<List> {
  const list = useRef<List>(null);
  const [top, setTop] = useState(0);
  const [begin] = useState(() => (left?.address === address ? left.scrolledTo : 0));
  const rows = useWindowVirtualizer<HTMLElement>({
    count,
    getItemKey: keyOf,
    estimateSize: () => ROW_HEIGHT_REM * rootFontSize(),
    overscan: ROWS_BEYOND_VIEW,
    scrollMargin: top,
    initialOffset: begin,
  });
  useLayoutEffect(() => {
    const distance = (list.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
    if (Math.abs(distance - top) > 1) setTop(distance);
  });
  const shown = useRef(address);
  useLayoutEffect(() => {
    if (shown.current !== address) window.scrollTo({ top: 0 });
    shown.current = address;
    return () => {
      left = { address, scrolledTo: window.scrollY };
    };
  }, [address]);
  const items = rows.getVirtualItems();
  return {
    list,
    items,
    measure: rows.measureElement,
    roomAbove: (items[0]?.start ?? top) - top,
    roomBelow: rows.getTotalSize() + top - (items.at(-1)?.end ?? top),
  };
}

function rootFontSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

const ROWS_BEYOND_VIEW = 12;
const ROW_HEIGHT_REM = 2.25;

/** Where the list was left, so that going back leads to the same place. */
let left: {
  readonly address: string;
  readonly scrolledTo: number;
  /** Where the row that had the focus leads to. */
  readonly row: string | null;
} | null = null;

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
  const rowToFocus = useRef(left?.address === address ? left.row : null);
  useLayoutEffect(() => {
    if (rowToFocus.current !== null && focusRow(list.current, rowToFocus.current)) rowToFocus.current = null;
  });
  const shown = useRef(address);
  useLayoutEffect(() => {
    if (shown.current !== address) window.scrollTo({ top: 0 });
    shown.current = address;
    const rowsOfList = list.current;
    return () => {
      left = { address, scrolledTo: window.scrollY, row: focusedRow(rowsOfList) };
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

function focusedRow(list: HTMLElement | null): string | null {
  const { activeElement } = document;
  return list?.contains(activeElement) === true ? (activeElement?.getAttribute('href') ?? null) : null;
}

/** Reading goes on at the row that was left, unless the reader is elsewhere by now. Returns whether that is settled. */
function focusRow(list: HTMLElement | null, row: string): boolean {
  if (document.activeElement !== document.body) return true;
  const link = list?.querySelector<HTMLElement>(`a[href="${CSS.escape(row)}"]`);
  link?.focus({ preventScroll: true });
  return link !== null && link !== undefined;
}

function rootFontSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** A text beside the right end of something drawn. */
export interface EndLabel {
  readonly key: string;
  readonly text: string;
  readonly className: string;
  /** A second, quieter line. */
  readonly note?: string;
  /** The middle of the text, in pixels from the top. */
  readonly y: number;
}

/**
 * Moves labels apart that would cover each other, each as little as it takes, inside `[top, bottom]` as far as there
 * is room. The labels come in the order of their place.
 */
export function spread(
  labels: readonly EndLabel[],
  lineHeight: number,
  [top, bottom]: readonly [number, number],
): EndLabel[] {
  const half = ({ note }: EndLabel) => (note === undefined ? lineHeight / 2 : lineHeight);
  const sorted = [...labels].sort((one, other) => one.y - other.y);
  const places = sorted.map(({ y }) => y);
  let edge = top;
  for (const [index, label] of sorted.entries()) {
    places[index] = Math.max(label.y, edge + half(label));
    edge = places[index] + half(label);
  }
  edge = bottom;
  for (const [index, label] of [...sorted.entries()].reverse()) {
    places[index] = Math.min(places[index] ?? 0, edge - half(label));
    edge = places[index] - half(label);
  }
  return sorted.map((label, index) => ({ ...label, y: places[index] ?? label.y }));
}

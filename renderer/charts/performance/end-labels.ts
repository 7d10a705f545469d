/** A text beside the right end of something drawn. */
export interface EndLabel {
  readonly key: string;
  readonly text: string;
  readonly className: string;
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
  const sorted = [...labels].sort((one, other) => one.y - other.y);
  const places = sorted.map(({ y }) => y);
  for (let index = 0; index < places.length; index += 1) {
    const least = index === 0 ? top + lineHeight / 2 : (places[index - 1] ?? 0) + lineHeight;
    places[index] = Math.max(places[index] ?? 0, least);
  }
  for (let index = places.length - 1; index >= 0; index -= 1) {
    const most =
      index === places.length - 1 ? bottom - lineHeight / 2 : (places[index + 1] ?? 0) - lineHeight;
    places[index] = Math.min(places[index] ?? 0, most);
  }
  return sorted.map((label, index) => ({ ...label, y: places[index] ?? label.y }));
}

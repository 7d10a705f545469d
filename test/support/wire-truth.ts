export type WireRow = Readonly<Record<string, unknown>>;

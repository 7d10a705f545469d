/** The numbers of a chart as text. */
export interface ChartTable {
  readonly columns: readonly string[];
  /** Cells in the order of the columns; the first names the row. */
  readonly rows: readonly (readonly string[])[];
}

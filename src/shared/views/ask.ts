import type { Provenance } from '../snapshot.ts';

export interface AskRequest {
  /** Chosen by the window; names the question in `ask.progress` and `tool.cancel`. */
  readonly askId: string;
  /** Name of a tool that only reads, such as `tp_get_peaks`. */
  readonly tool: string;
  /** The tool's own parameters. */
  readonly input: Readonly<Record<string, unknown>>;
}

export interface ToolAnswer {
  /** The numbers of the tool's answer, under the tool's own names. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly about: Provenance;
}

/** How far a long question has come; `total` is null while it is unknown. */
export interface AskProgress {
  readonly askId: string;
  readonly done: number;
  readonly total: number | null;
  readonly message: string;
}

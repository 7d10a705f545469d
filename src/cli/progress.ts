import type { ReportProgress } from '../mcp/call-tool.ts';

/** One line on a terminal that says how far long work has come. */
export interface ProgressLine {
  readonly report: ReportProgress;
  /** Takes the line away, so that an answer never stands behind it. */
  clear(): void;
}

const CLEAR_LINE = '\r\u001B[K';

/** Writes to `terminal` when it is one; output that goes into a file or a pipe stays free of it. */
export function progressLine(terminal: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>): ProgressLine {
  let isShown = false;
  return {
    report: (done, total, message) => {
      if (!terminal.isTTY) return;
      isShown = true;
      terminal.write(`${CLEAR_LINE}${message} (${done}${total === null ? '' : ` of about ${total}`})`);
    },
    clear: () => {
      if (isShown) terminal.write(CLEAR_LINE);
      isShown = false;
    },
  };
}

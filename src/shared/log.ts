/** Where diagnostics go. Never to standard output: that belongs to the MCP protocol. */
export interface Log {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** `cause` may hold foreign text and stacks; the writer scrubs secrets before anything is written. */
  error(message: string, cause?: unknown): void;
}

import type { ToolAnnotations } from '@modelcontextprotocol/server';
import type { z } from 'zod';
import type { ErrorInfo } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import type { Provenance, Snapshot } from '../shared/snapshot.ts';
import type { SyncProgress } from '../shared/sync-progress.ts';
import type { Athlete } from '../shared/workout.ts';

/** What a tool does to the world: reads the account, or renews the stored session. */
export type Effect = 'read' | 'renew_session';

/** The hints a client sees follow from the effect alone. */
export const ANNOTATIONS: Record<Effect, ToolAnnotations> = {
  read: { readOnlyHint: true, destructiveHint: false, openWorldHint: true },
  renew_session: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
};

export interface SessionReport {
  readonly state: 'valid' | 'expired' | 'signed_out' | 'unknown';
  readonly problem: ErrorInfo | null;
  readonly origin: 'environment' | 'keychain' | null;
  readonly athlete: Athlete | null;
  readonly since: number | null;
  readonly expectedExpiry: number | null;
  /** What the local history rests on, whether or not the session is alive. */
  readonly about: Provenance;
}

/** The session as tools may see and touch it. No secret is reachable from here. */
export interface SessionGate {
  report(signal?: AbortSignal): Promise<SessionReport>;
  renew(signal?: AbortSignal): Promise<boolean>;
  /** Looks at the stored cookie anew at the next request, whatever is known of the old one. */
  forget(): Promise<void>;
}

/** What the MCP server is given to answer from. */
export interface Engine {
  readonly session: SessionGate;
  readonly log: Log;
  now(): number;
  snapshot(options: {
    signal?: AbortSignal;
    onProgress?: (progress: SyncProgress) => void;
  }): Promise<Snapshot>;
}

/** What one call of a tool is given. */
export interface ToolContext {
  readonly session: SessionGate;
  readonly signal: AbortSignal;
  now(): number;
  /** The athlete's history, refreshed when due. */
  snapshot(): Promise<Snapshot>;
  /** Tells a waiting client how far long work has come. */
  progress(done: number, total: number | null, message: string): void;
}

export interface Answer<Data> {
  readonly data: Data;
  /** The same in a few lines that stand alone. */
  readonly text: string;
  readonly about: Provenance;
}

export interface Tool<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly effect: Effect;
  readonly input: Input;
  readonly output: Output;
  readonly run: (input: z.infer<Input>, context: ToolContext) => Promise<Answer<z.infer<Output>>>;
}

/** A tool as the server keeps it, its own types already checked by `defineTool`. */
export interface AnyTool extends Omit<Tool, 'run'> {
  call(input: unknown, context: ToolContext): Promise<Answer<Record<string, unknown>>>;
}

/**
 * Declares a tool. The input is parsed by its schema before `run` sees it.
 * @throws ZodError from `call` when the arguments do not fit; the server puts it into words.
 */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>({
  run,
  ...tool
}: Tool<Input, Output>): AnyTool {
  return {
    ...tool,
    call: async (input, context) => run(tool.input.parse(given(input), { reportInput: true }), context),
  };
}

/** The arguments that were given: models write null for one they leave out. */
function given(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
}

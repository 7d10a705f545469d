/** The one name of the platform that analytics and shared may use: Node and browsers cancel work the same way. */
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
}

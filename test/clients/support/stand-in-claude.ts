import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { thisComputer, type Computer } from '../../../src/clients/computer.ts';

/**
 * `stubborn`: takes notice of being asked and stays, as a client does that closes to the tray. The child stands for
 * the other processes of a desktop program, and must not be asked by anybody but its parent.
 */
const PROGRAM = `#!/bin/sh
if [ "$1" = child ]; then
  trap 'touch "$2/child-was-asked"; exit 0' TERM
  touch "$2/ready"
  while :; do sleep 0.05; done
fi
"$0" child "$1" &
child=$!
quit() {
  [ "$2" = stubborn ] && return
  printf %s '{"preferences": {"of": "Claude"}}' > "$1/claude_desktop_config.json"
  kill -KILL "$child"
  exit 0
}
trap 'quit "$@"' TERM
while :; do sleep 0.05; done
`;

export interface StandInClaude extends AsyncDisposable {
  /** The folder of its configuration. */
  readonly folder: string;
  /** This computer, on which no other Claude than the stand-in is seen or touched. */
  readonly computer: Computer;
  /** Whether a process was asked to end that only its parent should end. */
  childWasAsked(): boolean;
  start(): Promise<void>;
  /** Quits as its user would. */
  quit(): Promise<void>;
}

/** Not the name of Claude, so that tests which look at the whole computer take it for what it is. */
const NAME = 'stand-in-claude';

/** A program that writes its own copy of the configuration back when it quits, as Claude Desktop does. */
export function standInClaude(folder: string, manner: 'polite' | 'stubborn' = 'polite'): StandInClaude {
  const config = join(folder, 'config');
  const program = join(folder, NAME);
  mkdirSync(config);
  writeFileSync(program, PROGRAM, { mode: 0o755 });
  const here = thisComputer({ ...process.env, TP_CLAUDE_DESKTOP_DIR: config });
  let root: ChildProcess | null = null;
  const kill = (signal: NodeJS.Signals) => {
    if (root?.pid !== undefined && root.exitCode === null) process.kill(-root.pid, signal);
  };
  return {
    folder: config,
    computer: {
      ...here,
      listProcesses: async () =>
        (await here.listProcesses())
          .filter(({ processId, parentId }) => [processId, parentId].includes(root?.pid ?? 0))
          .filter(({ program }) => program === NAME)
          .map((process) => ({ ...process, program: 'claude-desktop' })),
    },
    childWasAsked: () => existsSync(join(config, 'child-was-asked')),
    async start() {
      root = spawn(program, [config, manner], { stdio: 'ignore', detached: true });
      await once(root, 'spawn');
      while (!existsSync(join(config, 'ready'))) await delay(10);
    },
    async quit() {
      const ended = root === null ? null : once(root, 'exit');
      root?.kill('SIGTERM');
      await ended;
    },
    [Symbol.asyncDispose]: async () => {
      const ended = root === null || root.exitCode !== null ? null : once(root, 'exit');
      kill('SIGKILL');
      await ended;
    },
  };
}

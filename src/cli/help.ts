/** What `--help` says after the options: examples first, they teach most. */
export const HELP = {
  program: `
Start here:
  tp-tray call tp_get_fitness --demo       try it with a made-up athlete, no account needed
  tp-tray login                            sign in to your own account, once
  tp-tray call tp_get_fitness              your fitness, fatigue and form today
  tp-tray call tp_get_workouts days=7      last week
  tp-tray call                             every tool with its parameters
  tp-tray serve                            the window with its charts, in your browser

Claude and other assistants start "tp-tray mcp" by themselves.
Variables: TP_TRAY_HOME (data folder), TP_AUTH_COOKIE (the cookie, for machines without a keychain).`,
  mcp: `
Claude Desktop starts this by itself. Any other assistant that speaks MCP can be told to start it:
  {"mcpServers": {"trainingpeaks": {"command": "tp-tray", "args": ["mcp"]}}}`,
  serve: `
Examples:
  tp-tray serve --demo                  look around with a made-up athlete, no account needed
  tp-tray serve --port 8765 --no-open   a lasting address for an assistant that connects over HTTP
Its line of JSON holds the address of the window ("url", works once), and "mcp_url" with the bearer token
"mcp_token" for assistants that speak MCP over Streamable HTTP. The token stays the same from start to start.
It runs until Ctrl-C.`,
  call: `
Examples:
  tp-tray call                                                 every tool with its parameters
  tp-tray call tp_get_fitness --demo                           a made-up athlete, no account needed
  tp-tray call tp_get_workouts days=7 workout_type=Run         last week's runs
  tp-tray call tp_get_fitness start_date=2026-01-01 --json     the numbers of this year, for a script
The first call of an account loads its whole history and may take a minute; Ctrl-C keeps what was loaded.
The exit status is 1 when there is no answer; the reason is on standard error.`,
  status: `
Examples:
  tp-tray status            in words
  tp-tray status --json     for a script
The exit status is 0 when TrainingPeaks accepts the session, else 1.`,
  login: `
Examples:
  tp-tray login                      asks, and says where to find the cookie
  tp-tray login < cookie.txt         takes the value, "Production_tpAuth=..." or a whole Cookie header
  tp-tray login --forget             sign out; the local history is kept
On a computer without a keychain set the variable TP_AUTH_COOKIE instead.`,
  connect: `
Examples:
  tp-tray connect claude-desktop            writes the entry, then starts it once to see that it answers
  tp-tray connect claude-desktop --quit     has a running Claude quit first, which would undo the change
  tp-tray connect vscode --no-verify        writes only
  tp-tray connect cursor --force            replaces an entry of another program; a backup is kept
The exit status is 1 when nothing was changed or the entry does not answer; the reason is on standard error.`,
  disconnect: `
Example:
  tp-tray disconnect claude-desktop
The exit status is 1 when nothing was changed; the reason is on standard error.`,
  clients: `
Examples:
  tp-tray clients            in words
  tp-tray clients --json     for a script`,
  remove: `
Examples:
  tp-tray remove           takes TP Tray out of Claude and the other AI clients
  tp-tray remove --data    and deletes everything it kept on this computer; quit the app first
Nothing is changed at TrainingPeaks.
The exit status is 1 when something is left, else 2 when an assistant is running that may write its entry
back: quit it, then run this again. The reason is on standard error.`,
  demo: `
Examples:
  tp-tray demo                                         a made-up athlete on a free port
  tp-tray demo --workouts workouts.json --port 8765    your own file: a JSON list of workouts
Its line of JSON holds "env": set these variables and every other command asks the simulation.
It runs until Ctrl-C.`,
} as const;

import { createConnections } from '../../clients/connections.ts';
import { thisProgram } from '../this-program.ts';

/** Lists the AI clients, their configuration files and whether they are connected. */
export async function clients({ json }: { json: boolean }): Promise<void> {
  const connections = createConnections(thisProgram());
  const states = await connections.list();
  const rows = await Promise.all(
    states.map(async ({ id, name, installed, state, path, files, message }) => ({
      id,
      name,
      installed,
      state,
      running: await connections.isRunning(id),
      path,
      files: files.map((file) => ({ path: file.path, state: file.state, message: file.message })),
      message,
    })),
  );
  if (json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  else
    for (const { id, state, message } of rows)
      process.stdout.write(`${id.padEnd(16)}${state.padEnd(15)}${message}\n`);
}

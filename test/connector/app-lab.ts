import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { join } from 'node:path';
import { syntheticAthlete } from '../../src/demo/athlete/synthetic-athlete.ts';
import { startSimulator } from '../../src/demo/server.ts';
import { connectorAddress } from '../../src/connector/address.ts';
import { dataFolder } from '../../src/environment.ts';
import { buildServer } from '../../src/mcp/server.ts';
import { composeEngine } from '../support/mcp-fixture.ts';
import { bareEnvironment, type Variables } from '../support/mcp-program.ts';
import { atTheEnd, recordedLog, startHost, temporaryFolder, type Host } from './lab.ts';

/** The version that only the app of the tests tells; the program says its own. */
export const APP_VERSION = '9.9.9-app';

/** What an AI client passes on, and the data folder of a test. */
export interface Place {
  readonly environment: Variables;
}

export function newPlace(): Place {
  const home = temporaryFolder();
  return { environment: { ...bareEnvironment(home), TP_TRAY_HOME: join(home, 'data') } };
}

export interface RunningApp {
  readonly host: Host;
  /** How many requests reached TrainingPeaks. */
  readonly requestCount: () => number;
  readonly quit: () => Promise<void>;
}

/** The app without its window: one engine over a simulated TrainingPeaks, one MCP server for each connection. */
export async function startApp({ environment }: Place): Promise<RunningApp> {
  const today = new Date().toISOString().slice(0, 10);
  const simulator = await startSimulator({ athlete: syntheticAthlete({ seed: 1, today, seasons: 1 }) });
  const { log } = recordedLog();
  const { engine, close } = composeEngine(simulator, Date.now, log);
  const host = await startHost(connectorAddress(dataFolder(environment)), (connection) => {
    const handle = serveStdio(() => buildServer(engine, APP_VERSION), {
      transport: new StdioServerTransport(connection, connection),
    });
    connection.once('close', () => void handle.close());
  });
  const quit = async () => {
    await host.close();
    await close();
    await simulator.close();
  };
  atTheEnd(quit);
  return { host, requestCount: () => simulator.requests.length, quit };
}

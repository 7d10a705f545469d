import { runnerImport } from 'vite';

/** The account that every server under test answers for, and what they asked it. */
export interface BenchAccount {
  /** What a server finds in its environment. `TP_ATHLETE_ID` is for servers that must be told it. */
  readonly variables: Readonly<Record<string, string>>;
  /** Requests answered so far. */
  requestCount(): number;
  close(): Promise<void>;
}

export const SEASONS = 5;
export const LATENCY_MILLISECONDS = 80;

/** Starts the simulated TrainingPeaks with five years of training behind a slow line. */
export async function startAccount(): Promise<BenchAccount> {
  // Node strips types but not parameter properties, which src/ has; Vite reads both.
  const { module: server } =
    await runnerImport<typeof import('../src/demo/server.ts')>('./src/demo/server.ts');
  const { module: athlete } = await runnerImport<typeof import('../src/demo/athlete/synthetic-athlete.ts')>(
    './src/demo/athlete/synthetic-athlete.ts',
  );
  const today = new Date().toISOString().slice(0, 10);
  const simulator = await server.startSimulator({
    athlete: athlete.syntheticAthlete({ seed: 1, today, seasons: SEASONS }),
    latencyMs: LATENCY_MILLISECONDS,
  });
  return {
    variables: {
      TP_API_URL: simulator.apiUrl,
      TP_HOME_URL: simulator.homeUrl,
      TP_ANALYSIS_URL: simulator.analysisUrl,
      TP_AUTH_COOKIE: simulator.cookie,
      TP_ATHLETE_ID: String(simulator.athleteId),
    },
    requestCount: () => simulator.requests.length,
    close: () => simulator.close(),
  };
}

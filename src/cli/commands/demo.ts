import { loadWorkouts } from '../../demo/load-workouts.ts';
import { startSimulator } from '../../demo/server.ts';

/** Runs the simulated TrainingPeaks until it is interrupted, and prints where it is as one line of JSON. */
export async function demo({ workouts, port }: { workouts?: string; port?: number }): Promise<void> {
  const simulator = await startSimulator({
    ...(workouts === undefined ? {} : { workouts: await loadWorkouts(workouts) }),
    ...(port === undefined ? {} : { port }),
  });
  const { apiUrl, homeUrl, analysisUrl, cookie } = simulator;
  const env = {
    TP_API_URL: apiUrl,
    TP_HOME_URL: homeUrl,
    TP_ANALYSIS_URL: analysisUrl,
    TP_AUTH_COOKIE: cookie,
  };
  const stop = () => void simulator.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.stdout.write(
    `${JSON.stringify({ api_url: apiUrl, home_url: homeUrl, analysis_url: analysisUrl, cookie, env })}\n`,
  );
}

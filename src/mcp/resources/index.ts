import type { McpServer } from '@modelcontextprotocol/server';
import metricDictionary from '../../../docs/metrics.md?raw';
import { toErrorInfo } from '../../shared/errors.ts';
import { ADVICE } from '../advice.ts';
import { answeredFrom, refusedWith, type Ending, type Observed } from '../observe.ts';
import { questionTime } from '../question-time.ts';
import type { Engine } from '../tool.ts';
import { athleteSnapshot } from './athlete-snapshot.ts';

const METRICS = 'trainingpeaks://metrics';
const ATHLETE = 'trainingpeaks://athlete/snapshot';

/** What a client can read without asking a question. */
export function registerResources(server: McpServer, engine: Engine, observed: Observed): void {
  server.registerResource(
    'metric-dictionary',
    METRICS,
    {
      title: 'Metric dictionary',
      description: 'Every metric: formula, unit, convention, edge cases, source',
      mimeType: 'text/markdown',
    },
    () => ({ contents: [{ uri: METRICS, mimeType: 'text/markdown', text: metricDictionary }] }),
  );
  server.registerResource(
    'athlete-snapshot',
    ATHLETE,
    {
      title: 'Athlete today',
      description: 'Today: fitness, thresholds, this week, races ahead, latest health values',
      mimeType: 'application/json',
    },
    (_uri, request) =>
      observed(ATHLETE, request, async (ended) => {
        const text = await snapshotText(engine, request.mcpReq.signal, ended);
        return { contents: [{ uri: ATHLETE, mimeType: 'application/json', text }] };
      }),
  );
}

/** A resource cannot answer "failed" in our words, so a failure is told as its content. */
async function snapshotText(
  engine: Engine,
  cancelled: AbortSignal,
  ended: (ending: Ending) => void,
): Promise<string> {
  const { signal, release } = questionTime(cancelled);
  try {
    const snapshot = await engine.snapshot({ signal });
    const text = JSON.stringify(await athleteSnapshot(snapshot, signal), null, 1);
    ended(answeredFrom(snapshot.provenance));
    return text;
  } catch (error) {
    engine.log.error('the athlete snapshot failed', error);
    const { code, message } = toErrorInfo(error);
    ended(refusedWith(code, cancelled));
    return JSON.stringify({ error: { code, message, next: ADVICE[code] } });
  } finally {
    release();
  }
}

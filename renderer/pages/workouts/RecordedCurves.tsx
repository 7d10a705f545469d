import type { WorkoutFacts } from '../../../src/mcp/tools/tp-get-workout.ts';
import { StreamPanels } from '../../charts/streams/StreamPanels.tsx';
import { ViewState } from '../../components/ViewState.tsx';
import { useView } from '../../view.ts';
import { useWindow } from '../../window-context.ts';

interface RecordedCurvesProps {
  readonly facts: WorkoutFacts;
  readonly sportId: number;
}

/** The recorded curves. TrainingPeaks is asked for them; the rest of the page does not wait. */
export function RecordedCurves({ facts, sportId }: RecordedCurvesProps) {
  const { measures } = useWindow();
  const view = useView('view.streams', { workoutId: facts.workout_id });
  const average = (value: number | null, unit: string) =>
    value === null ? undefined : `average ${measures.number(value)} ${unit}`;
  const pace = measures.speed(facts.average_speed_meters_per_second, sportId);
  const climbed = measures.elevation(facts.elevation_gain_meters);
  const remarks = Object.entries({
    power: average(facts.average_power_watts, 'W'),
    heart: average(facts.average_heart_rate_bpm, 'bpm'),
    speed: pace.value === '–' ? undefined : `average ${pace.value} ${pace.unit}`,
    cadence: average(facts.average_cadence, ''),
    altitude: facts.elevation_gain_meters === null ? undefined : `${climbed.value} ${climbed.unit} climbed`,
  });
  return (
    <ViewState view={view} height="31rem">
      {(streams) =>
        streams === null ? (
          <section className="panel">
            <h2>How it went</h2>
            <p>No curves were recorded: this workout was entered by hand, or its file holds none.</p>
          </section>
        ) : (
          <StreamPanels
            streams={streams}
            sportId={sportId}
            remarks={Object.fromEntries(remarks.filter(([, text]) => text !== undefined))}
          />
        )
      }
    </ViewState>
  );
}

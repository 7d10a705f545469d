import { useState } from 'react';
import type { WorkoutAnalysis } from '../../../src/mcp/tools/tp-workout-analysis.ts';
import { Segmented } from '../../components/Segmented.tsx';
import { useWindow } from '../../window-context.ts';
import { ownZoneName } from '../../words/intensity-words.ts';
import './ZonesPanel.css';

type ZoneSet = WorkoutAnalysis['time_in_zones'][number];

const BASIS_WORDS = { power: 'Power', heart_rate: 'Heart rate', speed: 'Pace' } as const;

/** The time in each zone, as bars that say their time and share. */
export function ZonesPanel({ analysis }: { readonly analysis: WorkoutAnalysis }) {
  const { time_in_zones: sets, unread } = analysis;
  const { measures } = useWindow();
  const [chosen, setChosen] = useState<ZoneSet['basis'] | null>(null);
  const set = sets.find(({ basis }) => basis === chosen) ?? sets[0];
  if (set === undefined) {
    return (
      <section className="panel">
        <h2>Time in zones</h2>
        <p>
          {unread.includes('time_in_zones')
            ? 'The time in zones could not be read just now.'
            : 'TrainingPeaks has no time in zones for this workout.'}
        </p>
      </section>
    );
  }
  const longest = Math.max(...set.zones.map(({ seconds }) => seconds));
  const all = set.zones.reduce((sum, { seconds }) => sum + seconds, 0);
  return (
    <section className="panel zones">
      <div className="zones-top">
        <h2>Time in zones</h2>
        {sets.length > 1 && (
          <Segmented
            label="Zones of"
            options={sets.map(({ basis }) => ({ value: basis, text: BASIS_WORDS[basis] }))}
            value={set.basis}
            onChange={setChosen}
          />
        )}
      </div>
      <table aria-label={`Time in ${BASIS_WORDS[set.basis].toLowerCase()} zones`}>
        <thead className="unseen">
          <tr>
            <th scope="col">Zone</th>
            <th scope="col">Time</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {set.zones.map(({ label, seconds }, index) => (
            <tr key={index}>
              <th scope="row">
                <ZoneName label={label} number={index + 1} />
                <span className="zones-bar" aria-hidden="true">
                  <i style={{ width: `${longest === 0 ? 0 : (seconds / longest) * 100}%` }} />
                </span>
              </th>
              <td>{measures.clock(seconds)}</td>
              <td>{measures.percent(all === 0 ? null : (seconds / all) * 100)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** `2 Aerobic` of `Zone 2: Aerobic`, and of `Aerobic`; a zone that has no name of its own keeps its label. */
function ZoneName({ label, number }: { readonly label: string; readonly number: number }) {
  const name = ownZoneName(label, number);
  return name === '' ? (
    label
  ) : (
    <>
      <span className="zones-number">{number}</span> {name}
    </>
  );
}

import { RUN } from '../../../src/shared/sports.ts';
import type { WorkoutAnalysis } from '../../../src/mcp/tools/tp-workout-analysis.ts';
import { useWindow } from '../../window-context.ts';
import {
  decouplingWords,
  efficiencyWords,
  scoreDoubts,
  variabilityWords,
} from '../../words/workout-words.ts';

interface EfficiencyPanelProps {
  readonly analysis: WorkoutAnalysis;
  readonly sportId: number;
}

/** Efficiency, evenness and drift, each with what it says; and scores that contradict each other. */
export function EfficiencyPanel({ analysis, sportId }: EfficiencyPanelProps) {
  const { measures } = useWindow();
  const { efficiency_factor: efficiency, variability_index: variability, decoupling } = analysis;
  const isUnread = analysis.unread.includes('decoupling');
  const doubts = scoreDoubts(analysis, measures);
  // A number that says nothing of this workout is not shown: its reason is.
  const told = decoupling?.verdict === null ? { ...decoupling, percent: null } : decoupling;
  const facts = [
    ...(efficiency === null
      ? []
      : [
          {
            name: 'Efficiency factor (EF)',
            value: measures.number(efficiency, 2),
            words: efficiencyWords(analysis, sportId === RUN),
          },
        ]),
    ...(variability === null
      ? []
      : [
          {
            name: 'Variability index (VI)',
            value: measures.number(variability, 2),
            words: variabilityWords(variability),
          },
        ]),
    ...(decoupling === null
      ? []
      : [
          {
            name: 'Decoupling',
            value: measures.percentChange(told?.percent ?? null, 1),
            words: decouplingWords(told ?? decoupling, measures),
          },
        ]),
  ];
  return (
    <section className="panel efficiency">
      <h2>Efficiency</h2>
      {isUnread && <p>The recorded curves could not be read just now, so the decoupling is missing.</p>}
      {facts.length === 0 && !isUnread && <p>These numbers need heart rate together with power or pace.</p>}
      <dl>
        {facts.map(({ name, value, words }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="efficiency-value">{value}</dd>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {doubts.map((doubt) => (
        <p key={doubt} className="doubt">
          {doubt}
        </p>
      ))}
    </section>
  );
}

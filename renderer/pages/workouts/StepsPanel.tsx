import type { Structure, StructureStep } from '../../../src/shared/workout.ts';
import { useWindow } from '../../window-context.ts';
import { metricWords, stepLength, stepTarget } from './steps.ts';
import './StepsPanel.css';

/** The steps of the plan in their order; repeated ones once, with how often. */
export function StepsPanel({ structure }: { readonly structure: Structure }) {
  const metric = metricWords(structure);
  return (
    <section className="panel steps">
      <h2>
        Planned steps {metric !== '' && <span className="steps-metric">targets in percent {metric}</span>}
      </h2>
      <ol>
        {structure.blocks.map(({ repeats, steps }, index) => (
          <li key={index} className={repeats > 1 ? 'repeated' : ''}>
            {repeats > 1 && <p className="repeats">{repeats} times</p>}
            <ol>
              {steps.map((step, place) => (
                <Step key={place} step={step} structure={structure} />
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Step({ step, structure }: { readonly step: StructureStep; readonly structure: Structure }) {
  const { measures } = useWindow();
  return (
    <li className="step">
      <span className="step-length">{stepLength(step, measures)}</span>
      <span className="step-target">{stepTarget(step, structure, measures)}</span>
      <span className="step-name">{step.name}</span>
    </li>
  );
}

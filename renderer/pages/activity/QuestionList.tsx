import { useState } from 'react';
import type { AskedQuestion } from '../../../src/shared/activity.ts';
import { Button } from '../../components/Button.tsx';
import { useWindow } from '../../window-context.ts';
import { askedWords, clientName, durationWords, endingWords } from '../../words/activity-words.ts';
import { dayName, questionDays } from './question-days.ts';

/** More than a screenful, and few enough to be drawn at once. */
const MORE = 200;

interface QuestionListProps {
  readonly questions: readonly AskedQuestion[];
  readonly onShowAll: () => void;
}

/** Questions by day, the newest first. */
export function QuestionList({ questions, onShowAll }: QuestionListProps) {
  const { format } = useWindow();
  const [count, setCount] = useState(MORE);
  if (questions.length === 0) {
    return (
      <div className="view-message">
        <h2>No question ended this way</h2>
        <Button kind="quiet" onPress={onShowAll}>
          Show all questions
        </Button>
      </div>
    );
  }
  return (
    <>
      {questionDays(questions.slice(0, count)).map(({ day, questions: asked }) => (
        <section key={day} className="panel asked-day" aria-label={dayName(day, new Date(), format)}>
          <h2>{dayName(day, new Date(), format)}</h2>
          <ol>
            {asked.map((question, index) => (
              // Rows are added above; counted from the oldest they keep their keys.
              <Question key={asked.length - index} question={question} />
            ))}
          </ol>
        </section>
      ))}
      {questions.length > count && (
        <Button kind="quiet" onPress={() => setCount(count + MORE)}>
          Show older questions
        </Button>
      )}
    </>
  );
}

function Question({ question }: { readonly question: AskedQuestion }) {
  const { format, measures } = useWindow();
  const { askedAt, client, tool, outcome, durationMilliseconds, answerCharacters } = question;
  const ending = endingWords(question);
  return (
    <li className="asked">
      <time dateTime={askedAt}>{format.timeOfDay(askedAt)}</time>
      <Sign outcome={outcome} />
      <div className="asked-words">
        <p>
          <strong>{clientName(client)}</strong> {askedWords(tool)}
        </p>
        {ending !== null && <p className="asked-ending">{ending}</p>}
        <p className="asked-tool">{tool}</p>
      </div>
      <p className="asked-figures">
        <span>{durationWords(durationMilliseconds, measures)}</span>
        <span>{outcome === 'refused' ? '' : `${format.count(answerCharacters)} characters`}</span>
      </p>
    </li>
  );
}

/** How it ended, by shape and colour; the words stand beside it. */
const SIGNS: Readonly<Record<AskedQuestion['outcome'], string>> = {
  answered: 'M3 8.4 6.6 12 13 4.6',
  stale: 'M8 4.8V8l2.2 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0',
  refused: 'M4 4l8 8M12 4l-8 8',
};

function Sign({ outcome }: { readonly outcome: AskedQuestion['outcome'] }) {
  return (
    <svg className={`asked-sign asked-${outcome}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={SIGNS[outcome]} />
    </svg>
  );
}

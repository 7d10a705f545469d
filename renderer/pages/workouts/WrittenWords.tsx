import type { WorkoutFacts } from '../../../src/mcp/tools/tp-get-workout.ts';
import { useWindow } from '../../window-context.ts';

/** What the athlete and the coach wrote: text of others, shown as text and nothing else. */
export function WrittenWords({ facts }: { readonly facts: WorkoutFacts }) {
  const { format } = useWindow();
  const { description, coach_comments: coach, comments } = facts;
  const words = [
    ...(isSaid(description) ? [{ heading: 'Description', text: description }] : []),
    ...(isSaid(coach) ? [{ heading: 'Coach', text: coach }] : []),
    ...comments.map(({ author, by_coach: byCoach, date, text }) => ({
      heading: [`${author ?? 'Comment'}${byCoach ? ', coach' : ''}`, date === null ? '' : format.day(date)]
        .filter((part) => part !== '')
        .join(' · '),
      text,
    })),
  ];
  if (words.length === 0) return null;
  return (
    <section className="panel written">
      <h2>Written about it</h2>
      {words.map(({ heading, text }, index) => (
        <figure key={index}>
          <figcaption>{heading}</figcaption>
          <blockquote>{text}</blockquote>
        </figure>
      ))}
    </section>
  );
}

function isSaid(text: string | null): text is string {
  return text !== null && text.trim() !== '';
}

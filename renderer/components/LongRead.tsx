import type { Asked } from '../view.ts';
import { Button } from './Button.tsx';
import './LongRead.css';

interface LongReadProps {
  readonly asked: Asked<unknown>;
  /** What is being read, such as `the zones of each workout`. */
  readonly what: string;
}

/** How far a long read has come, with its end; and what an answer lacks, with the way to read on. */
export function LongRead({ asked, what }: LongReadProps) {
  const { isAsking, progress, about, stop, askAgain } = asked;
  const notes = about?.partial === true ? about.notes : [];
  return (
    <span role="status">
      {isAsking && progress !== null && (
        <span className="long-read">
          <span>
            Reading {what}
            {progress.total === null ? '' : `: ${String(progress.done)} of ${String(progress.total)}`}
          </span>
          {progress.total !== null && (
            <progress value={progress.done} max={progress.total} aria-label={`Reading ${what}`} />
          )}
          <Button kind="link" onPress={stop}>
            Stop
          </Button>
        </span>
      )}
      {!isAsking && notes.length > 0 && (
        <span className="long-read">
          <span>{notes.join(' ')}</span>
          <Button kind="link" onPress={askAgain}>
            Read on
          </Button>
        </span>
      )}
    </span>
  );
}

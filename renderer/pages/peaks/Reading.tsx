import type { Peaks } from '../../../src/mcp/tools/tp-get-peaks.ts';
import { Button } from '../../components/Button.tsx';
import type { Asked } from '../../view.ts';
import { useWindow } from '../../window-context.ts';
import { readSoFar } from '../../words/peaks-words.ts';

interface ReadingProps {
  readonly asked: Asked<Peaks>;
  /** The period that is being read. */
  readonly name: string;
}

/** How far the reading of workouts has come, with a way to stop it and to go on. */
export function Reading({ asked, name }: ReadingProps) {
  const { format } = useWindow();
  const { data, isAsking, failure, progress } = asked;
  if (isAsking) {
    if (progress === null) return null;
    const { done, total, message } = progress;
    return (
      <span className="reading under-way">
        {name}: {message}
        {total !== null && `, ${format.count(done)} of ${format.count(total)}`}
        {total !== null && <progress value={done} max={total} aria-label={`${name}: read`} />}
        <Button kind="link" onPress={asked.stop}>
          Stop
        </Button>
      </span>
    );
  }
  const remark = failure === null ? readSoFar(data, format) : null;
  if (remark === null) return null;
  return (
    <span className="reading" role="status">
      {name}: {remark}
      <Button kind="link" onPress={asked.askAgain}>
        Read on
      </Button>
    </span>
  );
}

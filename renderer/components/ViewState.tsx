import type { ReactNode } from 'react';
import type { CallFailure } from '../api.ts';
import { FAILURES } from '../failures.ts';
import { useWindow } from '../window-context.ts';
import { Button } from './Button.tsx';
import './ViewState.css';

interface ViewStateProps<Data> {
  readonly view: {
    readonly data: Data | undefined;
    readonly failure: CallFailure | null;
    readonly isAsking: boolean;
    readonly askAgain: () => void;
  };
  /** Room kept while the first answer is awaited, so that nothing jumps. CSS length. */
  readonly height: string;
  readonly children: (data: Data) => ReactNode;
}

/** The answer to a page's question; before it, the room it will take; in its place, why there is none and what to do. */
export function ViewState<Data>({ view, height, children }: ViewStateProps<Data>) {
  if (view.failure) return <ViewFailure failure={view.failure} onRetry={view.askAgain} />;
  if (view.data === undefined) {
    return (
      <div key="waiting" className="view-waiting" style={{ minHeight: height }} aria-busy="true">
        <span className="unseen">Being computed</span>
      </div>
    );
  }
  return (
    <div key="answer" className="view" aria-busy={view.isAsking}>
      {children(view.data)}
    </div>
  );
}

function ViewFailure({ failure, onRetry }: { readonly failure: CallFailure; readonly onRetry: () => void }) {
  const { status, format } = useWindow();
  if (failure.code === 'still_loading') {
    const { progress, workoutCount } = status.sync;
    return (
      <div className="view-message" role="status">
        <h2>Your history is on its way{progress === null ? '' : `: ${format.percent(progress)}`}</h2>
        <p>
          {failure.message} {format.count(workoutCount)} workouts are here. This page fills by itself.
        </p>
      </div>
    );
  }
  return (
    <div className="view-message" role="alert">
      <h2>{FAILURES[failure.code].title}</h2>
      <p>{failure.message}</p>
      <Button kind="quiet" onPress={onRetry}>
        Try again
      </Button>
    </div>
  );
}

/** Nothing to show: what would be here, and what makes it appear. */
export function EmptyView({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="view-message">
      <h2>{title}</h2>
      <p>{children}</p>
    </div>
  );
}

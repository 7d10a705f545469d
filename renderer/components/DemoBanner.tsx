import { useLayoutEffect, useRef } from 'react';
import { call } from '../api.ts';
import { useActions } from '../use-action.ts';
import { Button } from './Button.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import './DemoBanner.css';

/** Over everything while the demo athlete is shown. */
export function DemoBanner() {
  const actions = useActions();
  const banner = useRef<HTMLElement>(null);
  useLayoutEffect(() => keepRoomFor(banner.current), []);
  return (
    <aside ref={banner} className="demo" aria-label="Demo">
      <div className="demo-line">
        <p>
          <strong>Demo athlete.</strong> None of these numbers are yours.
        </p>
        <Button kind="quiet" onPress={() => actions.run(() => call('demo.show', { enabled: false }))}>
          Leave the demo
        </Button>
      </div>
      {actions.failure && <FailureNotice failure={actions.failure} actions={actions} />}
    </aside>
  );
}

/** Tells the page below how much of the window the banner covers; it grows with the text. Returns what ends it. */
function keepRoomFor(banner: HTMLElement | null): (() => void) | undefined {
  if (banner === null) return undefined;
  const { style } = document.documentElement;
  const observer = new ResizeObserver(() =>
    style.setProperty('--banner-height', `${String(banner.offsetHeight)}px`),
  );
  observer.observe(banner);
  return () => {
    observer.disconnect();
    style.removeProperty('--banner-height');
  };
}

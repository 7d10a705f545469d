import { useEffect, useLayoutEffect, useRef } from 'react';

/** A function that does its last call once a frame: a wheel or a pointer may move more often than can be drawn. */
export function useFrame<Input>(act: (input: Input) => void): (input: Input) => void {
  const latest = useRef(act);
  const waiting = useRef<{ input: Input; frame: number } | null>(null);
  // Before the next frame, which may call it.
  useLayoutEffect(() => {
    latest.current = act;
  });
  useEffect(
    () => () => {
      if (waiting.current !== null) cancelAnimationFrame(waiting.current.frame);
    },
    [],
  );
  return (input) => {
    if (waiting.current !== null) {
      waiting.current.input = input;
      return;
    }
    const frame = requestAnimationFrame(() => {
      const last = waiting.current;
      waiting.current = null;
      if (last !== null) latest.current(last.input);
    });
    waiting.current = { input, frame };
  };
}

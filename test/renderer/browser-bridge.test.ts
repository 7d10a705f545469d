import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBrowserBridge } from '../../renderer/browser-bridge.ts';

let stream: EventTarget;

beforeEach(() => {
  stream = new EventTarget();
  vi.stubGlobal('EventSource', function openStream() {
    return stream;
  });
});
afterEach(() => vi.unstubAllGlobals());

test('a stream of events that is lost is told, and that it is back', () => {
  const bridge = createBrowserBridge();
  const told: boolean[] = [];
  const quiet = bridge.onReach?.((isReached) => told.push(isReached));
  stream.dispatchEvent(new Event('error'));
  stream.dispatchEvent(new Event('open'));
  expect(told).toEqual([true, false, true]);
  stream.dispatchEvent(new Event('error'));
  quiet?.();
  stream.dispatchEvent(new Event('open'));
  expect(told).toEqual([true, false, true, false]);
});

test('whoever asks later is told how it is now', () => {
  const bridge = createBrowserBridge();
  stream.dispatchEvent(new Event('error'));
  const told: boolean[] = [];
  bridge.onReach?.((isReached) => told.push(isReached));
  expect(told).toEqual([false]);
});

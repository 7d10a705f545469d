import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Log } from '../shared/log.ts';

/** In device-independent pixels. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Size and position of a new window; without a position the system chooses one. */
export type Place = Rectangle | { readonly width: number; readonly height: number };

/** Remembers where the window was. */
export interface WindowPlace {
  read(screens: readonly Rectangle[]): Place;
  write(bounds: Rectangle): void;
}

/** Holds the first page without scrolling. */
const FIRST_SIZE = { width: 1180, height: 880 };
/** So much of the window must be on a screen for its title bar to be reached. */
const VISIBLE_WIDTH = 120;
const VISIBLE_HEIGHT = 40;

const stored = z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() });

/** Keeps the place in a file of its own; a file that is lost or spoilt costs nothing but the place. */
export function createWindowPlace(file: string, log: Log): WindowPlace {
  return {
    read(screens) {
      const bounds = readBounds(file);
      if (bounds === null) return within(FIRST_SIZE, screens[0]);
      return screens.some((screen) => isReachable(bounds, screen))
        ? bounds
        : { width: bounds.width, height: bounds.height };
    },
    write({ x, y, width, height }) {
      try {
        writeFileSync(file, JSON.stringify({ x, y, width, height }));
      } catch (error) {
        log.error('the place of the window could not be remembered', error);
      }
    },
  };
}

/** A size that is no larger than a screen. */
function within(
  { width, height }: Pick<Rectangle, 'width' | 'height'>,
  screen: Rectangle | undefined,
): Place {
  if (screen === undefined) return { width, height };
  return { width: Math.min(width, screen.width), height: Math.min(height, screen.height) };
}

function readBounds(file: string): Rectangle | null {
  try {
    return stored.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** The title bar is on this screen, far enough to be grasped. A screen may have been unplugged since. */
function isReachable(bounds: Rectangle, screen: Rectangle): boolean {
  const width = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
  const isTopInside = bounds.y >= screen.y && bounds.y + VISIBLE_HEIGHT <= screen.y + screen.height;
  return width >= VISIBLE_WIDTH && isTopInside;
}

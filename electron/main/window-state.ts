import { z } from 'zod';
import type { WriterWorld } from '../node/atomic-write';
import { readJson, writeJson } from '../node/json-file';

/** A rectangle in device-independent pixels. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const saved = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1).max(100_000),
  height: z.int().min(1).max(100_000),
  maximized: z.boolean(),
});

/** Where the window stood when it was last closed. */
export type WindowPlace = Readonly<z.output<typeof saved>>;

/** The smallest window in which everything can be reached. */
export const MIN_SIZE = { width: 640, height: 480 } as const;
const DEFAULT_SIZE = { width: 1_440, height: 900 } as const;
/** So much of the title bar must be on a screen for a hand to reach it. */
const REACHABLE = 80;

/**
 * Where to put the window: where it was, if that is still on a screen; else in the middle of the first one.
 * @param screens the usable areas of the screens, the main one first
 */
export function placeOn(screens: readonly Bounds[], place: WindowPlace | null): WindowPlace {
  const main = screens[0] ?? { x: 0, y: 0, ...DEFAULT_SIZE };
  if (place !== null) {
    const home = screens.find(
      (screen) =>
        place.x + place.width >= screen.x + REACHABLE &&
        place.x <= screen.x + screen.width - REACHABLE &&
        place.y >= screen.y &&
        place.y <= screen.y + screen.height - REACHABLE,
    );
    if (home !== undefined) {
      const width = Math.min(Math.max(place.width, MIN_SIZE.width), home.width);
      const height = Math.min(Math.max(place.height, MIN_SIZE.height), home.height);
      return { ...place, width, height };
    }
  }
  const width = Math.min(DEFAULT_SIZE.width, main.width);
  const height = Math.min(DEFAULT_SIZE.height, main.height);
  return {
    x: main.x + Math.floor((main.width - width) / 2),
    y: main.y + Math.floor((main.height - height) / 2),
    width,
    height,
    maximized: false,
  };
}

/** Null if nothing was saved yet, or nothing that can be read. */
export const loadPlace = (file: string, world: WriterWorld): Promise<WindowPlace | null> => readJson(file, saved.nullable(), null, world);

export const savePlace = (file: string, place: WindowPlace, world: WriterWorld): Promise<boolean> => writeJson(file, place, world);

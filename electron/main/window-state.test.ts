import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scratchFolder } from '../../test/faults/scratch-folder';
import { realWorld } from '../node/atomic-write';
import { loadPlace, placeOn, savePlace, type WindowPlace } from './window-state';

const folder = scratchFolder();
const main = { x: 0, y: 25, width: 1_920, height: 1_055 };
const left = { x: -1_280, y: 0, width: 1_280, height: 1_024 };
const place: WindowPlace = { x: 100, y: 100, width: 1_000, height: 700, maximized: false };

describe('the place of the window', () => {
  it('is the middle of the main screen at first', () => {
    expect(placeOn([main, left], null)).toEqual({ x: 240, y: 102, width: 1_440, height: 900, maximized: false });
  });
  it('is no larger than a small screen', () => {
    expect(placeOn([{ x: 0, y: 0, width: 1_024, height: 700 }], null)).toMatchObject({ x: 0, y: 0, width: 1_024, height: 700 });
  });
  it('is where it was, also on another screen', () => {
    expect(placeOn([main, left], place)).toEqual(place);
    expect(placeOn([main, left], { ...place, x: -1_000, y: 50 })).toMatchObject({ x: -1_000, y: 50 });
  });
  it.each([
    ['a screen that is gone', { ...place, x: -1_000 }],
    ['right of everything', { ...place, x: 5_000 }],
    ['below everything', { ...place, y: 2_000 }],
    ['above, with the title bar out of reach', { ...place, y: -50 }],
  ])('is the middle again where it was on %s', (_where, lost) => expect(placeOn([main], lost)).toMatchObject({ x: 240, y: 102 }));
  it('is made to fit', () => {
    expect(placeOn([main], { ...place, x: 0, y: 25, width: 9_000, height: 9_000 })).toMatchObject({ width: 1_920, height: 1_055 });
    expect(placeOn([main], { ...place, width: 10, height: 10 })).toMatchObject({ width: 640, height: 480 });
  });
  it('is kept between sessions; a broken file is none', async () => {
    const file = folder.file('window.json');
    expect(await loadPlace(file, realWorld)).toBeNull();
    await savePlace(file, place, realWorld);
    expect(await loadPlace(file, realWorld)).toEqual(place);
    writeFileSync(file, '{"x":1e309,"y":0,"width":-5,"height":null}');
    expect(await loadPlace(file, realWorld)).toBeNull();
  });
});

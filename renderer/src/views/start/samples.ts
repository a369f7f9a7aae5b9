import pipeline from './samples/delivery-pipeline.gabion.yaml?raw';
import shop from './samples/small-shop.gabion.yaml?raw';

/** A box or boundary of a thumbnail, on a field of 164 × 68. */
interface Shape {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A model that comes with Gabion, to look around in. */
export interface Sample {
  readonly id: 'small-shop' | 'delivery-pipeline';
  readonly file: string;
  readonly text: string;
  readonly boundaries: readonly Shape[];
  readonly boxes: readonly Shape[];
  /** Lines between boxes, as SVG paths. */
  readonly lines: readonly string[];
}

const box = (x: number, y: number): Shape => ({ x, y, width: 22, height: 12 });

/** The samples, in the order in which they are offered. */
export const samples: readonly Sample[] = [
  {
    id: 'small-shop',
    file: 'small-shop.gabion.yaml',
    text: shop,
    boundaries: [
      { x: 44, y: 8, width: 64, height: 52 },
      { x: 114, y: 8, width: 40, height: 52 },
    ],
    boxes: [box(10, 28), box(50, 28), box(80, 16), box(80, 40), box(123, 16), box(123, 40)],
    lines: ['M32 34H50', 'M72 34h3V22h5', 'M72 34h3v12h5', 'M102 22h21', 'M102 46h21', 'M102 22h8v24h13'],
  },
  {
    id: 'delivery-pipeline',
    file: 'delivery-pipeline.gabion.yaml',
    text: pipeline,
    boundaries: [
      { x: 40, y: 8, width: 62, height: 52 },
      { x: 110, y: 8, width: 46, height: 52 },
    ],
    boxes: [box(8, 28), box(46, 28), box(74, 16), box(74, 40), box(122, 16), box(122, 40)],
    lines: ['M30 34h16', 'M68 34h3V22h3', 'M85 28v12', 'M96 46h26', 'M96 22h26', 'M133 28v12'],
  },
];

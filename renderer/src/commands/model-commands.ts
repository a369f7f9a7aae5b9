import { appendElement, connectFrom, moveSelection, nestSelection, placeAtCentre, walk } from '../canvas/gestures';
import { arrangeAll } from '../app/arranging';
import type { TypeId } from '../../../shared/model/ids';
import type { Tool } from '../session/view-store';
import { say } from '../words';
import { type Command, editable, hasSelection, inSession, withSession } from './command';

const oneSelected = (app: Parameters<typeof hasSelection>[0]): boolean =>
  hasSelection(app) && app.session()?.view.store.getState().selection.length === 1;
const onDiagram = inSession((session) => session.view.store.getState().view === 'diagram');
const drawable = (app: Parameters<typeof editable>[0]): boolean => editable(app) && onDiagram(app);

const tool = (id: Tool, key: string, icon: NonNullable<Command['icon']>, title: () => string): Command => ({
  id: `tool.${id}`,
  group: 'model',
  title,
  icon,
  keys: [key],
  scope: 'canvas',
  when: drawable,
  checked: inSession((session) => session.view.store.getState().tool === id),
  run: withSession((session) => session.view.set({ tool: id, placing: undefined, connecting: undefined })),
});

const add = (type: string, key: string, icon: NonNullable<Command['icon']>, title: () => string): Command => ({
  id: `model.add-${type.split('/')[0] ?? type}`,
  group: 'model',
  title,
  icon,
  keys: [key],
  scope: 'canvas',
  when: drawable,
  run: (app) => placeAtCentre(app, type as TypeId),
});

const STEP = 8;
const LEAP = 80;
const move = (name: string, key: string, dx: number, dy: number, title: () => string): readonly Command[] => [
  {
    id: `model.move-${name}`,
    group: 'arrange',
    title,
    keys: [key],
    scope: 'canvas',
    hidden: true,
    when: hasSelection,
    run: (app) => moveSelection(app, dx * STEP, dy * STEP),
  },
  {
    id: `model.leap-${name}`,
    group: 'arrange',
    title,
    keys: [`Shift+${key}`],
    scope: 'canvas',
    hidden: true,
    when: hasSelection,
    run: (app) => moveSelection(app, dx * LEAP, dy * LEAP),
  },
  {
    id: `go.walk-${name}`,
    group: 'arrange',
    title: () => say('ui.walk'),
    keys: [`Alt+${key}`],
    scope: 'canvas',
    hidden: true,
    when: oneSelected,
    run: (app) => walk(app, dx, dy),
  },
];

export const modelCommands: readonly Command[] = [
  {
    id: 'model.create',
    group: 'model',
    title: () => say('ui.create-element'),
    icon: 'plus',
    keys: ['N'],
    scope: 'canvas',
    when: drawable,
    run: withSession((session) => {
      session.view.set({ paletteOpen: true });
      document.querySelector<HTMLElement>('[data-region="palette"] :is(input, button)')?.focus();
    }),
  },
  add('process/generic', 'P', 'stencil:process', () => say('ui.add-process')),
  add('data/store', 'D', 'stencil:store', () => say('ui.add-store')),
  add('actor/person', 'X', 'stencil:person', () => say('ui.add-actor')),
  add('network/zone', 'B', 'boundary', () => say('ui.add-boundary')),
  {
    id: 'model.append',
    group: 'model',
    title: () => say('ui.append'),
    icon: 'plus',
    keys: ['A'],
    scope: 'canvas',
    when: oneSelected,
    run: (app) => appendElement(app),
  },
  {
    id: 'model.connect',
    group: 'model',
    title: () => say('ui.connect'),
    icon: 'flow',
    keys: ['C'],
    scope: 'canvas',
    when: oneSelected,
    run: (app) => connectFrom(app),
  },
  {
    id: 'model.replace',
    group: 'model',
    title: () => say('ui.replace-type'),
    icon: 'swap',
    keys: ['R'],
    scope: 'canvas',
    when: oneSelected,
    run: withSession((session) => {
      session.view.set({ inspectorOpen: true, inspectorTab: 'properties' });
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-field="type"] select')?.focus());
    }),
  },
  {
    id: 'model.nest',
    group: 'arrange',
    title: () => say('ui.group'),
    keys: ['Mod+G'],
    scope: 'canvas',
    when: hasSelection,
    run: (app) => nestSelection(app, 'new'),
  },
  {
    id: 'model.unnest',
    group: 'arrange',
    title: () => say('ui.ungroup'),
    keys: ['Mod+Shift+G'],
    scope: 'canvas',
    when: hasSelection,
    run: (app) => nestSelection(app, 'out'),
  },
  {
    id: 'model.arrange',
    group: 'arrange',
    title: () => say('ui.arrange'),
    icon: 'arrange',
    keys: ['Mod+Shift+A'],
    when: drawable,
    keywords: ['layout', 'auto'],
    run: (app) => arrangeAll(app),
  },
  {
    id: 'model.matrix',
    group: 'model',
    title: () => say('ui.who-calls-whom'),
    icon: 'coverage',
    keywords: ['matrix', 'flows', 'calls'],
    when: editable,
    run: withSession((session) => session.view.set({ view: 'matrix' })),
  },
  tool('select', 'V', 'pointer', () => say('ui.tool-select')),
  tool('pan', 'H', 'hand', () => say('ui.tool-pan')),
  tool('connect', 'F', 'flow', () => say('ui.tool-connect')),
  tool('lasso', 'L', 'boundary', () => say('ui.tool-lasso')),
  ...move('left', 'Left', -1, 0, () => say('ui.move-left')),
  ...move('right', 'Right', 1, 0, () => say('ui.move-right')),
  ...move('up', 'Up', 0, -1, () => say('ui.move-up')),
  ...move('down', 'Down', 0, 1, () => say('ui.move-down')),
];

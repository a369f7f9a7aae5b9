import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';

// React asks whether it is being tested before it lets `act` wait for what it does.
Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);

// Nothing is laid out in the page of a test; lists that draw what is in view are given some room.
for (const [name, size] of [
  ['clientWidth', 960],
  ['clientHeight', 600],
] as const)
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => size });

/** What is shown to a test. */
export interface Screen {
  readonly container: HTMLElement;
  /** Shows something else in the same place. */
  readonly show: (node: ReactNode) => Promise<void>;
  /** Takes it down. */
  readonly close: () => Promise<void>;
}

/** Lets everything that was set in motion come to rest. */
export const settle = (work: () => void = () => undefined): Promise<void> =>
  act(async () => {
    work();
    await Promise.resolve();
  });

/** Shows a component. */
export async function show(node: ReactNode): Promise<Screen> {
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  const render = (next: ReactNode): Promise<void> => settle(() => root.render(next));
  await render(node);
  return {
    container,
    show: render,
    async close() {
      await settle(() => root.unmount());
      container.remove();
    },
  };
}

/** Presses a key on an element, as a keyboard does. True if something took it. */
export async function press(element: Element, key: string, modifiers: KeyboardEventInit = {}): Promise<boolean> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers });
  await settle(() => element.dispatchEvent(event));
  return event.defaultPrevented;
}

/** Presses an element with the pointer. */
export const click = (element: Element): Promise<void> =>
  settle(() => element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })));

/** The one element that a selector finds. */
export function one(within: ParentNode, selector: string): HTMLElement {
  const [found, second] = within.querySelectorAll<HTMLElement>(selector);
  if (found === undefined || second !== undefined)
    throw new Error(`${selector} is there ${found === undefined ? 'not at all' : 'more than once'}`);
  return found;
}

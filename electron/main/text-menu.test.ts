import { describe, expect, it } from 'vitest';
import { textMenu, type TextUnderPointer } from './text-menu';

const text = (more: Partial<TextUnderPointer>): TextUnderPointer => ({
  isEditable: false,
  hasSelection: false,
  canCut: false,
  canCopy: false,
  canPaste: false,
  canSelectAll: false,
  ...more,
});
const roles = (under: TextUnderPointer) =>
  textMenu(under).map(({ role, enabled, type }) => (type === 'separator' ? type : [role, enabled]));

describe('the menu of a right click on text', () => {
  it('offers what can be done in a field', () => {
    expect(roles(text({ isEditable: true, canPaste: true, canSelectAll: true }))).toEqual([
      ['cut', false],
      ['copy', false],
      ['paste', true],
      'separator',
      ['selectAll', true],
    ]);
  });
  it('offers to copy what is selected elsewhere', () =>
    expect(roles(text({ hasSelection: true, canCopy: true }))).toEqual([['copy', true]]));
  it('is none where there is no text', () => expect(textMenu(text({}))).toEqual([]));
});

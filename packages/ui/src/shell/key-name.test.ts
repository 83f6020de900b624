import { expect, test } from 'vitest';
import { keyName } from './key-name.ts';

const plain = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };

test.each([
  [{ key: 's', code: 'KeyS', ctrlKey: true }, 'Ctrl+S'],
  [{ key: '¡', code: 'Digit1', altKey: true }, 'Alt+1'],
  [{ key: 'P', code: 'KeyP', ctrlKey: true, shiftKey: true }, 'Ctrl+Shift+P'],
  [{ key: 'F9' }, 'F9'],
  [{ key: 'Enter', shiftKey: true }, 'Shift+Enter'],
  [{ key: 's', ctrlKey: true, isComposing: true }, undefined],
  [{ key: 'Process', keyCode: 229 }, undefined],
])('%j → %s', (press, name) => {
  expect(keyName({ ...plain, ...press })).toBe(name);
});

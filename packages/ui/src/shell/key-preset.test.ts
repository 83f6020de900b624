import { expect, test } from 'vitest';
import { keyPresets, shownKey, standardKey } from './key-preset.ts';

const standard = [
  'Ctrl+S',
  'Ctrl+I',
  'Ctrl+P',
  'Ctrl+D',
  'Ctrl+E',
  'Ctrl+K',
  'Alt+N',
  'Alt+R',
  'F1',
  'F2',
  'F6',
  'F7',
  'F8',
  'F9',
];

test.each([
  ['standard', 'Ctrl+S', 'Ctrl+S'],
  ['f11', 'Ctrl+S', 'F11'],
  ['function', 'Ctrl+S', 'F5'],
  ['function', 'Ctrl+I', 'F9'],
  ['function', 'F9', 'Shift+F9'],
  ['ctrl', 'F9', 'Ctrl+D'],
  ['ctrl', 'Ctrl+D', 'Alt+D'],
] as const)('%s: %s bấm bằng %s, và ngược lại', (preset, key, own) => {
  expect(shownKey(preset, key)).toBe(own);
  expect(standardKey(preset, own)).toBe(key);
});

test.each(keyPresets)('%s: không phím nào có hai nghĩa; F1, F6, F7 ở đâu cũng vậy', (preset) => {
  const own = standard.map((key) => shownKey(preset, key));
  expect(new Set(own).size).toBe(standard.length);
  for (const key of standard) expect(standardKey(preset, shownKey(preset, key))).toBe(key);
  for (const key of ['F1', 'F6', 'F7', 'Ctrl+K']) expect(shownKey(preset, key)).toBe(key);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scanJson } from './scan-json.ts';

test.each([
  ['{}', 0, false],
  ['{"a":1,"b":[{"c":"d"}]}', 3, false],
  ['{"a" : 1 , "a"\n:2}', 2, false],
  ['{"a":"b\\":","c":"\\\\"}', 2, false],
  ['{"a\\\\":"1.10"}', 1, false],
  ['{"a":1.10}', 1, true],
  ['[-0]', 0, true],
  ['[-7,0,12.5,123456789012345]', 0, false],
  ['[1234567890123456789]', 0, true],
  ['[1e3]', 0, true],
  ['[0.0000001]', 0, true],
] as const)('%s: %i thuộc tính, số phải giữ cách viết: %s', (text, properties, hasWrittenNumber) => {
  expect(scanJson(text)).toEqual({ properties, hasWrittenNumber });
});

test('đếm đúng mọi thuộc tính của mọi JSON', () => {
  const count = (node: unknown): number => {
    if (typeof node !== 'object' || node === null) return 0;
    const below = Object.values(node).reduce<number>((sum, one) => sum + count(one), 0);
    return below + (Array.isArray(node) ? 0 : Object.keys(node).length);
  };
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, space) => {
      expect(scanJson(JSON.stringify(value, undefined, space)).properties).toBe(
        count(JSON.parse(JSON.stringify(value))),
      );
    }),
  );
});

test('chữ hỏng không làm nó dừng mãi hay ngã', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(scanJson(`{"a":"${text}`).properties).toBeGreaterThanOrEqual(0);
    }),
  );
});

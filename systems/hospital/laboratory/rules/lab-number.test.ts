import fc from 'fast-check';
import { expect, test } from 'vitest';
import { labNumber } from './lab-number.ts';
import { urnUuid } from './urn-uuid.ts';

test('số ống 12 chữ số, số chỉ định có chữ X', () => {
  const bytes = Uint8Array.of(0, 0, 0, 42);
  expect(labNumber('2026-03-02', '', bytes)).toBe('260302000042');
  expect(labNumber('2026-03-02', 'X', bytes)).toBe('260302X000042');
});

test('mọi lần bốc số đều đúng dạng', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), (bytes) => {
      expect(labNumber('2026-12-31', '', bytes)).toMatch(/^261231\d{6}$/);
    }),
  );
});

test('tên tạm trong giao dịch là UUID phiên bản 4', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      expect(urnUuid(bytes)).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }),
  );
});

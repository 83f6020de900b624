import { expect, test } from 'vitest';
import { labIndicators } from '../catalogs/lab-indicators.ts';
import { approvedRow, definitionOfIndicator } from './row-definition.ts';
import { groupText, rowFields } from './row-fields.ts';
import { extraOf } from './site-extra.ts';
import { indicatorOfDefinition } from './site-row.ts';

test('mọi dòng của sản phẩm viết thành dòng của bệnh viện rồi đọc lại vẫn là nó', () => {
  for (const row of labIndicators) {
    const definition = definitionOfIndicator({ ...row, validFrom: '2026-03-03' }, 'BS Thử');
    expect(indicatorOfDefinition(definition), row.code).toEqual({ ...row, validFrom: '2026-03-03' });
    expect(rowFields(indicatorOfDefinition(definition))).toEqual(rowFields(row));
    expect(extraOf(approvedRow(definition, 'BS Hai'))).toMatchObject({ proposedBy: 'BS Thử', approvedBy: 'BS Hai' });
  }
});

test.each([
  [{ minAge: 0 }, 'mọi tuổi'],
  [{ minAge: 18, sex: 'male' as const }, 'Nam, từ 18 tuổi'],
  [{ minAge: 6, maxAge: 12 }, '6–12 tuổi'],
  [{ minAge: 0, maxDays: 28 }, 'đến 28 ngày tuổi'],
  [{ minAge: 10, pregnant: true as const, sex: 'female' as const }, 'Thai kỳ, từ 10 tuổi'],
])('nhóm người của một dòng, dòng %#', (group, text) => {
  expect(groupText(group)).toBe(text);
});

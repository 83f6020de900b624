import { codeSystems, identifierSystems } from '@lienmach/core';
import type { Specimen } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import type { RetentionPeriod } from '../catalogs/retention-periods.ts';
import type { Release } from './case-sheet.ts';
import { materialLine } from './kept-material.ts';
import { discardFrom } from './retention.ts';

const step = (code: string, day: string) => ({
  description: `${code}: Tủ 3 (KTV)`,
  procedure: { coding: [{ system: codeSystems.specimenStep, code }] },
  timeDateTime: `${day}T08:00:00+07:00`,
});
const container: Specimen = {
  resourceType: 'Specimen',
  status: 'available',
  identifier: [{ system: identifierSystems.specimenNumber, value: '260302000001' }],
  type: { coding: [{ system: codeSystems.pathology, code: 'container' }], text: 'Hang vị' },
};
const slide: Specimen = {
  ...container,
  type: { coding: [{ system: codeSystems.pathology, code: 'slide' }], text: 'Tiêu bản' },
  processing: [{ procedure: { coding: [{ system: codeSystems.pathologyStain, code: 'HE' }], text: 'HE' } }],
};
const final: Release = { stage: 'final', at: '2026-03-02T17:00:00+07:00', by: 'BS', text: '' };
const told = { number: 'GPB26-00001', releases: [final] };
const open = { ...told, releases: [{ ...final, stage: 'provisional' as const }] };
const after = (specimen: Specimen, ...processing: readonly ReturnType<typeof step>[]): Specimen => ({
  ...specimen,
  processing: [...(specimen.processing ?? []), ...processing],
});

describe('bệnh phẩm nào ở đâu, tới hạn hủy chưa', () => {
  test.each([
    ['chưa lưu, chưa trả kết quả', container, open, '2026-03-20', ['bench', undefined, false]],
    ['chưa nhận bệnh phẩm', container, undefined, '2026-03-20', ['bench', undefined, false]],
    ['ngày thứ 13', container, told, '2026-03-15', ['bench', '2026-03-16', false]],
    ['đúng ngày thứ 14', container, told, '2026-03-16', ['bench', '2026-03-16', true]],
    [
      'đã lưu, tới hạn',
      after(container, step('stored', '2026-03-03')),
      told,
      '2026-03-16',
      ['stored', '2026-03-16', true],
    ],
    [
      'đang cho mượn thì không hủy',
      after(container, step('lent', '2026-03-03')),
      told,
      '2026-03-20',
      ['lent', '2026-03-16', false],
    ],
    [
      'mượn rồi đã trả',
      after(container, step('lent', '2026-03-03'), step('returned', '2026-03-04')),
      told,
      '2026-03-20',
      ['stored', '2026-03-16', true],
    ],
    [
      'đã hủy',
      { ...after(container, step('discarded', '2026-03-17')), status: 'unavailable' as const },
      told,
      '2026-03-20',
      ['discarded', '2026-03-16', false],
    ],
    ['lam giữ 10 năm', slide, told, '2036-03-01', ['bench', '2036-03-02', false]],
    ['lam tới hạn', slide, told, '2036-03-02', ['bench', '2036-03-02', true]],
  ] as const)('%s', (_title, specimen, sheet, today, expected) => {
    const line = materialLine(specimen, sheet, today);
    expect([line?.state, line?.keptUntil, line?.isDue]).toEqual(expected);
  });

  test('lọ ghi bệnh phẩm, lam ghi cách nhuộm; ống xét nghiệm và khối ghi nhầm không phải của kho', () => {
    expect(materialLine(container, told, '2026-03-02')).toMatchObject({ what: 'Hang vị', case: 'GPB26-00001' });
    expect(materialLine(after(slide, step('stored', '2026-03-03')), told, '2026-03-04')).toMatchObject({
      what: 'HE',
      last: 'stored: Tủ 3 (KTV)',
    });
    expect(materialLine({ resourceType: 'Specimen' }, undefined, '2026-03-02')).toBeUndefined();
    expect(materialLine({ ...slide, status: 'entered-in-error' }, told, '2026-03-02')).toBeUndefined();
  });
});

test('thời gian giữ theo ngày: quy định dài hơn giữ lại cả lam đang trong tủ; không có quy định thì giữ', () => {
  const periods: readonly RetentionPeriod[] = [
    { material: 'slide', days: 10, from: '2026-01-01' },
    { material: 'slide', days: 20, from: '2026-03-10' },
  ];
  expect(discardFrom('slide', '2026-03-02', '2026-03-09', periods)).toBe('2026-03-12');
  expect(discardFrom('slide', '2026-03-02', '2026-03-10', periods)).toBe('2026-03-22');
  expect(discardFrom('slide', '2026-03-02', '2025-12-31', periods)).toBeUndefined();
  expect(discardFrom('block', '2026-03-02', '2026-03-10', periods)).toBeUndefined();
});

import { codeSystems } from '@lienmach/core';
import { describe, expect, test } from 'vitest';
import { checkVitals, interpretation, readMeasured } from './check-vitals.ts';
import { vitalObservations } from './vital-observations.ts';
import type { VitalName } from './vital-signs.ts';

const codes = (input: Partial<Record<VitalName, unknown>>, isAdult = true) =>
  checkVitals(readMeasured(input), isAdult).map((issue) => issue.details?.coding?.[0]?.code?.split('.')[1]);

describe('sinh hiệu', () => {
  test.each<[string, Partial<Record<VitalName, unknown>>, boolean, string[]]>([
    ['bình thường', { temperature: 36.8, pulse: 78, systolic: 120, diastolic: 80 }, true, []],
    ['sốt đúng ngưỡng', { temperature: 39 }, true, []],
    ['sốt trên ngưỡng', { temperature: 39.01 }, true, ['vitalHigh']],
    ['hạ thân nhiệt', { temperature: 34.9 }, true, ['vitalLow']],
    ['trẻ em chỉ xét điều không thể có', { pulse: 150 }, false, []],
    ['gõ thiếu dấu phẩy', { temperature: 368 }, true, ['implausibleVital']],
    ['ngưỡng thấp nhất còn nhận', { temperature: 25 }, true, ['vitalLow']],
    ['dưới ngưỡng nhận', { temperature: 24.99 }, true, ['implausibleVital']],
    ['SpO₂ trên 100', { oxygenSaturation: 101 }, true, ['implausibleVital']],
    ['SpO₂ 93', { oxygenSaturation: 93 }, true, ['vitalLow']],
    ['chỉ có số trên', { systolic: 120 }, true, ['pressureIncomplete']],
    ['đảo hai số huyết áp', { systolic: 80, diastolic: 120 }, true, ['vitalLow', 'vitalHigh', 'pressureReversed']],
    ['bằng nhau cũng là nhầm', { systolic: 100, diastolic: 100 }, true, ['pressureReversed']],
    ['huyết áp 179/109 chưa báo', { systolic: 179, diastolic: 109 }, true, []],
    ['huyết áp 180/110 báo', { systolic: 180, diastolic: 110 }, true, ['vitalHigh', 'vitalHigh']],
    ['cân nặng tính bằng gam', { weight: 3200 }, true, ['implausibleVital']],
    ['không có gì', {}, true, ['nothingMeasured']],
  ])('%s', (_, input, isAdult, expected) => {
    expect(codes(input, isAdult)).toEqual(expected);
  });

  test('số quá chính xác hoặc không phải số thì từ chối', () => {
    expect(() => readMeasured({ weight: 62.123 })).toThrow(expect.objectContaining({ code: 'core.tooPrecise' }));
    expect(() => readMeasured({ weight: 'nặng' })).toThrow(expect.objectContaining({ code: 'core.notADecimal' }));
  });

  test('cờ cao thấp theo người lớn', () => {
    expect(interpretation('pulse', 12_100n, true)).toBe('H');
    expect(interpretation('pulse', 4_900n, true)).toBe('L');
    expect(interpretation('weight', 30_000n, true)).toBeUndefined();
  });

  test('mỗi chỉ số một Observation, huyết áp một, BMI tự tính', () => {
    const context = {
      patient: { reference: 'Patient/an' },
      encounter: { reference: 'Encounter/e' },
      performer: { reference: 'Practitioner/nurse' },
      measuredAt: '2026-03-02T07:40:00+07:00',
      isAdult: true,
    };
    const measured = readMeasured({ systolic: 190, diastolic: 80, weight: 62.5, height: 165 });
    const [pressure, weight, height, bmi] = vitalObservations(measured, context);
    expect(pressure).toMatchObject({
      code: { coding: [{ system: codeSystems.loinc, code: '85354-9' }] },
      component: [
        { valueQuantity: { value: 190, code: 'mm[Hg]' }, interpretation: [{ coding: [{ code: 'H' }] }] },
        { valueQuantity: { value: 80 } },
      ],
    });
    expect(weight?.valueQuantity).toEqual({ value: 62.5, unit: 'kg', system: codeSystems.ucum, code: 'kg' });
    expect(height?.valueQuantity?.value).toBe(165);
    expect(bmi?.valueQuantity).toMatchObject({ value: 23, code: 'kg/m2' });
  });
});

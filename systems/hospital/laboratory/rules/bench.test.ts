import { codeSystems } from '@lienmach/core';
import { isFhirError } from '@lienmach/outcome';
import fc from 'fast-check';
import type { DiagnosticReport, ServiceRequest, Specimen, Task } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { findIndicator } from '../catalogs/lab-indicators.ts';
import { findTest } from '../catalogs/lab-tests.ts';
import { benchState, byUrgency, dueAt, minutesLeft } from './bench-state.ts';
import { enteredResults, statusAfterEntry, type TypedResult } from './entered-results.ts';
import { holdsValue, isCriticalCall, valueToTell } from './read-back.ts';
import { isNotMeasured, typedValue, valueText } from './typed-value.ts';

const kali = findIndicator('K');
const electrolytes = findTest('23.0058.1487');
if (kali === undefined || electrolytes === undefined) throw new Error('catalog without potassium');

describe('giá trị nhập tay', () => {
  test.each([
    ['5,4', 5.4, undefined],
    ['5.4', 5.4, undefined],
    [' 0,10 ', 0.1, undefined],
    ['<0.1', 0.1, '<'],
    ['≥ 1000', 1000, '>='],
    ['-1', -1, undefined],
  ])('%s', (text, value, comparator) => {
    const quantity = typedValue(text, kali, 'x');
    expect(quantity).toMatchObject({ value, unit: 'mmol/L', system: codeSystems.ucum, code: 'mmol/L' });
    expect(quantity.comparator).toBe(comparator);
  });
  test.each([
    '',
    '  ',
    'âm tính',
    '5.4.1',
    '1.234,5',
    '1 000',
    '5,4 mmol/L',
    '00.5',
    '1e3',
    'NaN',
    '<',
    '9'.repeat(13),
  ])('không đoán: %s', (text) => {
    expect(() => typedValue(text, kali, 'x')).toThrow(expect.objectContaining({ code: 'laboratory.unreadableValue' }));
  });
  test('văn bản bất kỳ: hoặc là số, hoặc bị từ chối có lời', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000 }), (text) => {
        try {
          expect(Number.isFinite(typedValue(text, kali, 'x').value)).toBe(true);
        } catch (thrown) {
          expect(isFhirError(thrown)).toBe(true);
        }
      }),
    );
  });
  test.each([
    ['kđđ', true],
    ['KDD', true],
    [' Không  đo được ', true],
    ['không', false],
    ['5,4', false],
    ['', false],
  ])('không đo được: “%s” %s', (text, expected) => {
    expect(isNotMeasured(text)).toBe(expected);
  });
  test('viết lại như người đọc', () => {
    expect(valueText({ value: 0.1, comparator: '<' })).toBe('<0.1');
    expect(valueText({})).toBe('');
  });
});

describe('kết quả của một xét nghiệm', () => {
  const codes = (typed: readonly TypedResult[]): unknown => {
    try {
      return enteredResults(typed, electrolytes).map(({ indicator }) => indicator.code);
    } catch (thrown) {
      if (!isFhirError(thrown)) throw thrown;
      return thrown.outcome.issue.map(({ details }) => details?.coding?.[0]?.code);
    }
  };
  test('đúng chỉ số của xét nghiệm, mỗi chỉ số một lần; mọi lỗi báo cùng lúc', () => {
    expect(codes([{ indicator: 'NA', value: '140' }])).toEqual(['NA']);
    expect(codes([])).toEqual(['laboratory.nothingEntered']);
    const wrong = [
      { indicator: 'XYZ', value: '1' },
      { indicator: 'GLU', value: '1' },
      { indicator: 'NA', value: '140' },
      { indicator: 'NA', value: '141' },
      { indicator: 'K', value: 'cao' },
    ];
    expect(codes(wrong)).toEqual([
      'laboratory.unknownIndicator',
      'laboratory.indicatorNotOrdered',
      'laboratory.indicatorTwice',
      'laboratory.unreadableValue',
    ]);
  });
  test('lời của danh mục: gõ tắt được, lời lạ bị từ chối và nói những lời được nhận; kđđ vẫn là không đo được', () => {
    const malaria = findTest('22.0138.1362');
    if (malaria === undefined) throw new Error('catalog without malaria');
    const read = (value: string) => enteredResults([{ indicator: 'MALARIA', value }], malaria)[0];
    expect(read('DT')?.word?.code).toBe('POS');
    expect(read('kđđ')).toEqual({ indicator: findIndicator('MALARIA') });
    expect(() => read('hơi hơi')).toThrow(expect.objectContaining({ code: 'laboratory.unknownWord' }));
    expect(holdsValue('Người bệnh A: dương tính', 'Dương tính')).toBe(true);
    expect(holdsValue('âm tính', 'Dương tính')).toBe(false);
  });
  test.each([
    [2, false, 'partial'],
    [3, false, 'preliminary'],
    [1, true, 'preliminary'],
  ] as const)('%i trên 3 chỉ số, gửi duyệt %s: %s', (known, isComplete, status) => {
    expect(statusAfterEntry(electrolytes, known, isComplete)).toBe(status);
  });
});

describe('đọc lại giá trị báo động', () => {
  test.each([
    ['Kali 6,8 mmol/L, cao', 6.8, true],
    ['6.80', 6.8, true],
    ['kali sáu phẩy tám', 6.8, false],
    ['16,8', 6.8, false],
    ['6', 6.8, false],
    ['', 6.8, false],
  ])('%s', (text, value, holds) => {
    expect(holdsValue(text, value)).toBe(holds);
  });
  test('việc khác không phải gọi báo', () => {
    const task: Task = { resourceType: 'Task', status: 'requested', intent: 'order' };
    expect(isCriticalCall(task)).toBe(false);
    expect(isCriticalCall({ ...task, code: { coding: [{ code: 'critical-call' }] } })).toBe(true);
    expect(valueToTell(task)).toBeUndefined();
    expect(valueToTell({ ...task, input: [{ type: {}, valueQuantity: { value: 6.8 } }] })).toBe(6.8);
  });
});

describe('việc trên bàn', () => {
  const report = (status: DiagnosticReport['status']): DiagnosticReport => ({
    resourceType: 'DiagnosticReport',
    status,
    code: {},
  });
  const drawn: Specimen = { resourceType: 'Specimen', collection: { collectedDateTime: '2026-03-02T07:00:00+07:00' } };
  test.each([
    ['registered', undefined, 'to-collect'],
    ['registered', drawn, 'to-receive'],
    ['registered', { ...drawn, receivedTime: '2026-03-02T07:10:00+07:00' }, 'to-enter'],
    ['partial', undefined, 'to-enter'],
    ['partial', drawn, 'to-enter'],
    ['preliminary', undefined, 'to-verify'],
  ] as const)('phiếu %s', (status, specimen, state) => {
    expect(benchState(report(status), specimen)).toBe(state);
  });
  test('giờ hẹn: khẩn ngắn hơn; không hẹn hay chưa biết từ lúc nào thì không có', () => {
    const since = new Date('2026-03-02T00:00:00Z');
    expect(dueAt(electrolytes, true, since)).toEqual(new Date('2026-03-02T00:45:00Z'));
    expect(dueAt(electrolytes, false, since)).toEqual(new Date('2026-03-02T01:30:00Z'));
    expect(dueAt(electrolytes, false, undefined)).toBeUndefined();
    expect(dueAt(undefined, false, since)).toBeUndefined();
    expect(minutesLeft(electrolytes, true, since, new Date('2026-03-02T00:45:59Z'))).toBe(0);
    expect(minutesLeft(electrolytes, true, since, new Date('2026-03-02T00:46:00Z'))).toBe(-1);
  });
  test('cấp cứu trước, rồi chỉ định cũ trước', () => {
    const order = (authoredOn: string, priority?: ServiceRequest['priority']): ServiceRequest => ({
      resourceType: 'ServiceRequest',
      status: 'active',
      intent: 'order',
      subject: {},
      authoredOn,
      ...(priority === undefined ? {} : { priority }),
    });
    const [old, young, stat] = [order('07:00'), order('08:00', 'routine'), order('09:00', 'stat')];
    expect([young, old, stat].toSorted(byUrgency)).toEqual([stat, old, young]);
  });
});

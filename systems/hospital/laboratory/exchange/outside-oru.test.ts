import { identifierSystems } from '@lienmach/core';
import { type MessageContext, parseHl7 } from '@lienmach/exchange';
import { isFhirError } from '@lienmach/outcome';
import { messageContext } from '@lienmach/testing';
import type { Observation, Patient } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { outsideExamples } from '../stories/message-examples.ts';
import { outsideMappings } from './outside-oru.ts';

const patient: Patient = {
  resourceType: 'Patient',
  id: 'an',
  identifier: [{ system: identifierSystems.personalNumber, value: '099180000901' }],
  birthDate: '1980-05-09',
};
const now = new Date('2026-03-02T03:00:00Z');
const head = 'MSH|^~\\&|LIS|PXN MAU|LIENMACH||20260302100000+0700||ORU^R01^ORU_R01|N1|P|2.5.1';
const person = 'PID|1||099180000901^^^CCCD^NI||NGUYỄN^AN^VĂN||19800509|M';
const request = 'OBR|1|C1|P1|CTM^Công thức máu^L|||20260302072800';
const glucose = 'OBX|1|NM|GLU^Glucose^L||5.40|mmol/L|3.9-6.4|N|||F';

const context = (options: Readonly<Record<string, string>> = {}, codes: Readonly<Record<string, string>> = {}) =>
  messageContext({
    channel: {
      id: 'pxn',
      partner: 'pxn',
      organization: '99002',
      options: { 'authority.CCCD': 'personal', 'facility-name': 'Phòng xét nghiệm Mẫu', ...options },
    },
    translate: (code) => codes[code],
  });

function filed(lines: readonly string[], by: MessageContext): { readonly resourceType: string }[] {
  const message = parseHl7([head, person, ...lines].join('\r'));
  const [mapping] = outsideMappings;
  if (mapping === undefined) throw new Error('no mapping');
  const needs = Object.keys(mapping.needs(message, by));
  expect(needs).toContain('patient');
  const { entry = [] } = mapping.map(message, { patient } as never, now, by);
  return entry.flatMap(({ resource }) => (resource === undefined ? [] : [resource]));
}

const refusal = (lines: readonly string[], by: MessageContext): string | undefined => {
  try {
    filed(lines, by);
    return undefined;
  } catch (error) {
    return isFhirError(error) ? error.code : String(error);
  }
};

const loinc = { GLU: '2345-7' };

describe('phòng xét nghiệm khác gửi kết quả bằng ORU', () => {
  test('mã của nơi gửi dịch qua bảng của kênh; chữ số giữ nguyên; phiếu mang số của nơi gửi', () => {
    const [result, report] = filed([request, glucose], context({ units: 'ucum', 'quality-level': '3' }, loinc));
    expect(result).toMatchObject({
      resourceType: 'Observation',
      status: 'final',
      code: { coding: [{ code: '2345-7' }], text: 'Glucose' },
      effectiveDateTime: '2026-03-02T07:28:00+07:00',
      valueQuantity: { unit: 'mmol/L', code: 'mmol/L' },
      interpretation: [{ coding: [{ code: 'N' }] }],
      subject: { reference: 'Patient/an' },
    });
    expect(JSON.stringify(result)).toContain('"value":5.40');
    expect(report).toMatchObject({
      resourceType: 'DiagnosticReport',
      identifier: [{ value: '99002/P1' }, { value: 'C1' }],
    });
  });

  test.each([
    ['mã LOINC có sẵn', glucose.replace('GLU^Glucose^L', '2345-7^Glucose^LN'), context(), '2345-7'],
    ['kênh nhận cả tên không mã', glucose, context({ 'unknown-codes': 'text' }), undefined],
  ])('%s', (_, line, by, code) => {
    const [result] = filed([request, line], by);
    expect(result).toMatchObject({ code: code === undefined ? { text: 'Glucose' } : { coding: [{ code }] } });
  });

  test.each([
    ['chữ nhiều dòng', 'OBX|1|TX|CY^Tế bào^L||Dòng 1~Dòng 2||||||F', { valueString: 'Dòng 1\nDòng 2' }],
    ['mã có tên', 'OBX|1|CWE|HBS^HBsAg^L||NEG^Âm tính^L||||||F', { valueString: 'Âm tính' }],
    ['dưới ngưỡng', 'OBX|1|SN|CRP^CRP^L||<^0.5|mg/L|||||F', { valueQuantity: { value: 0.5, comparator: '<' } }],
    [
      'địa chỉ của ảnh',
      'OBX|1|RP|WSI^Lam số^L||https://pxn.example/1^^IM^JPEG||||||F',
      { valueString: 'https://pxn.example/1' },
    ],
    ['không đo được', 'OBX|1|NM|K^Kali^L||||||||X', { status: 'cancelled' }],
    ['gửi nhầm', 'OBX|1|NM|K^Kali^L||6.8|mmol/L|||||W', { status: 'entered-in-error' }],
    ['xóa', 'OBX|1|NM|K^Kali^L||||||||D', { status: 'entered-in-error' }],
  ])('giá trị dạng %s', (_, line, expected) => {
    expect(filed([request, line], context({ 'unknown-codes': 'text' }))[0]).toMatchObject(expected);
  });

  test('rút lại một kết quả: cùng chỗ với kết quả cũ, phiếu thành bản sửa', () => {
    const [told] = filed([request, glucose], context({}, loinc));
    const [taken, report] = filed([request, glucose.replace(/F$/, 'W')], context({}, loinc));
    expect(taken).toMatchObject({ id: (told as Observation).id, status: 'entered-in-error' });
    expect(report).toMatchObject({ status: 'corrected' });
  });

  test('hai phần cùng số phiếu là một phiếu', () => {
    const potassium = 'OBX|1|NM|2823-3^Kali^LN||4.1|mmol/L|||||F';
    const written = filed([request, glucose, request, potassium], context({}, loinc));
    expect(written.map(({ resourceType }) => resourceType)).toEqual(['Observation', 'Observation', 'DiagnosticReport']);
  });

  test.each([
    ['mã chưa dịch', [request, glucose], 'exchange.unknownCode'],
    ['chỉ có kết quả sơ bộ', [request, glucose.replace(/F$/, 'P')], 'laboratory.noFinalResult'],
    ['không có phiếu', [glucose], 'laboratory.noOrderGroup'],
  ])('%s thì để riêng', (_, lines, code) => {
    expect(refusal(lines, context())).toBe(code);
  });

  test.each(outsideExamples.map((one) => [one.on, one] as const))('bản tin ví dụ của danh mục: %s', (on, example) => {
    const mapping = outsideMappings.find((one) => one.on === on);
    const message = parseHl7(example.text.join('\r'));
    const by = context({ units: 'ucum' }, { ...loinc, CRP: '1988-5' });
    expect(Object.keys(mapping?.needs(message, by) ?? {})).toEqual(['patient', 'earlier.0']);
    const { entry = [] } = mapping?.map(message, { patient } as never, now, by) ?? {};
    expect(new Set(entry.map(({ resource }) => resource?.resourceType))).toEqual(new Set(example.makes));
  });
});

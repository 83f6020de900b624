import { describe, expect, test } from 'vitest';
import { minutesKey } from './insurer-invoice.ts';
import { invoiceSymbol } from './invoice-symbol.ts';
import { readReason } from './read-reason.ts';

const rules = { form: '2', isCoded: true, series: 'AB' } as const;
const refused = (code: string) => expect.objectContaining({ code: `invoicing.${code}` });

describe('mẫu số và ký hiệu theo ngày', () => {
  test('có mã, không mã, hai chữ số của năm, ngày đầu và ngày cuối của từng văn bản', () => {
    expect(invoiceSymbol(rules, '2026-11-22')).toBe('2C26TAB');
    expect(invoiceSymbol({ ...rules, form: '1', isCoded: false }, '2027-01-01')).toBe('1K27TAB');
    expect(invoiceSymbol(rules, '2026-06-30')).toBe('2C26TAB');
    expect(invoiceSymbol(rules, '2022-07-01')).toBe('2C22TAB');
  });

  test('trước ngày có hóa đơn điện tử, hoặc hai ký tự riêng sai: từ chối', () => {
    expect(() => invoiceSymbol(rules, '2022-06-30')).toThrow(refused('noForm'));
    expect(() => invoiceSymbol({ ...rules, series: 'a1' }, '2026-11-22')).toThrow(refused('badSeries'));
  });
});

test('khóa theo số biên bản chỉ gồm ký tự mà mọi bên nhận; thiếu số thì từ chối', () => {
  expect(minutesKey('06/BH-Quý IV đợt 2')).toBe('bh.06-BH-Quy-IV-dot-2');
  expect(() => minutesKey('')).toThrow(refused('minutesNeeded'));
  expect(() => minutesKey('x'.repeat(61))).toThrow(refused('minutesNeeded'));
});

test('lý do ít nhất năm chữ', () => {
  expect(readReason(' Sai tên người mua ')).toBe('Sai tên người mua');
  expect(() => readReason(' sai ')).toThrow(refused('reasonNeeded'));
});

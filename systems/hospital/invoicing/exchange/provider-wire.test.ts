import { FhirError } from '@lienmach/outcome';
import { testSite } from '@lienmach/testing';
import { describe, expect, test } from 'vitest';
import { rulesOf } from '../operations/load-invoices.ts';
import { httpProvider } from './http-provider.ts';
import { invoiceStatus } from './invoice-status.ts';
import { providerOf } from './provider-of.ts';
import { readAnswer } from './provider-wire.ts';

const good = {
  uuid: 'k',
  id: 'P1',
  template: '2',
  series: 'C26TAA',
  no: '1',
  total: '-5',
  status: 'coded',
  taxCode: 'M',
};
const look = (status: number, text: string) => httpProvider(async () => ({ status, text })).look('k');

describe('lời nhà cung cấp', () => {
  test('đủ mục thì đọc được, số tiền âm cũng vậy', () => {
    expect(readAnswer(good)).toMatchObject({ key: 'k', symbol: '2C26TAA', dong: -5n, status: 'coded', taxCode: 'M' });
    expect(invoiceStatus.map(good)).toMatchObject({ operation: '$invoice-notice', input: { key: 'k', dong: '-5' } });
  });

  test.each([
    null,
    [],
    'x',
    { ...good, status: 'cancelled' },
    { ...good, total: '5.5' },
    { ...good, total: 5 },
    { ...good, no: undefined },
    { ...good, series: '' },
  ])('thiếu hoặc sai mục (%j): không đọc', (body) => {
    expect(readAnswer(body)).toBeUndefined();
    expect(() => invoiceStatus.map(body)).toThrow(expect.objectContaining({ code: 'invoicing.noticeUnreadable' }));
  });

  test.each([
    [200, '<html>', 'doubt'],
    [200, '{}', 'doubt'],
    [502, '<html>', 'doubt'],
    [503, '{"message":"bận"}', 'doubt'],
    [401, '{}', 'doubt'],
    [429, '{}', 'doubt'],
    [404, '<html>', 'doubt'],
    [404, '{}', 'unknown'],
    [400, '{}', 'doubt'],
    [422, '{"code":"E1","message":"Thiếu tên"}', 'refused'],
    [200, JSON.stringify(good), 'taken'],
  ])('mã %i với %s là %s', async (status, text, end) => {
    expect((await look(status, text)).end).toBe(end);
  });

  test('không ai trả lời là chưa rõ, không phải từ chối', async () => {
    const silent = new FhirError([
      { severity: 'error', code: 'timeout', details: { coding: [{ code: 'exchange.serviceSilent' }] } },
    ]);
    const provider = httpProvider(() => Promise.reject(silent));
    expect(await provider.look('k')).toEqual({ end: 'doubt', reason: 'Không kết nối được nhà cung cấp hóa đơn.' });
    await expect(httpProvider(() => Promise.reject(new Error('lỗi của ta'))).look('k')).rejects.toThrow('lỗi của ta');
  });
});

test('cơ sở chưa khai báo hóa đơn, nhà cung cấp hoặc khóa: nói rõ', () => {
  expect(() => rulesOf({ site: testSite })).toThrow(expect.objectContaining({ code: 'invoicing.notConfigured' }));
  const noProvider = expect.objectContaining({ code: 'invoicing.noProvider' });
  expect(() => providerOf({ services: { find: () => undefined } })).toThrow(noProvider);
  const keyless = { id: 'x', settings: {}, secrets: {}, ask: () => Promise.reject(new Error('không gọi')) };
  expect(() => providerOf({ services: { find: () => keyless } })).toThrow(noProvider);
});

import type { Invoice } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { detailsOf, stateOf } from './e-invoice.ts';
import { newEInvoice } from './new-e-invoice.ts';
import { afterAnswer, fits, type ProviderAnswer } from './provider-answer.ts';

const waiting: Invoice = newEInvoice({
  kind: 'personal',
  key: 'cn.v1.k',
  state: 'waiting',
  date: '2026-03-02T08:00:00+07:00',
  issuer: { reference: 'Organization/99001' },
  buyer: { name: 'Lê Thị Thử' },
  lines: [{ name: 'Công khám', amount: 5_000_000n }],
  dong: 50_000n,
});
const said = (status: ProviderAnswer['status'], more: Partial<ProviderAnswer> = {}): ProviderAnswer => ({
  key: 'cn.v1.k',
  providerId: 'P1',
  symbol: '2C26TAA',
  number: '00000001',
  dong: 50_000n,
  status,
  ...(status === 'coded' || status === 'delivered' ? { taxCode: 'M1' } : {}),
  ...more,
});
const coded = { isCoded: true };

describe('trạng thái hóa đơn sau lời nhà cung cấp', () => {
  test('ký, gửi, cấp mã: chỉ có mã mới là đã lập', () => {
    const signed = afterAnswer(waiting, said('signed'), coded);
    expect([signed.status, stateOf(signed)]).toEqual(['draft', 'signed']);
    const issued = afterAnswer(signed, said('coded'), coded);
    expect([issued.status, stateOf(issued), detailsOf(issued).taxCode]).toEqual(['issued', 'coded', 'M1']);
    expect(issued.identifier?.at(-1)?.value).toBe('2C26TAA-00000001');
    expect(stateOf(afterAnswer(issued, said('delivered'), coded))).toBe('delivered');
  });

  test('cơ sở dùng hóa đơn không mã: ký xong là đã lập', () => {
    expect(afterAnswer(waiting, said('signed'), { isCoded: false }).status).toBe('issued');
  });

  test('không bao giờ đi lùi; từ chối sau khi đã cấp mã thì không nghe; báo có mã mà không kèm mã thì chưa tin', () => {
    const issued = afterAnswer(waiting, said('coded'), coded);
    expect(afterAnswer(issued, said('sent'), coded)).toBe(issued);
    expect(afterAnswer(issued, said('rejected'), coded)).toBe(issued);
    const { taxCode: _without, ...noCode } = said('coded');
    expect(afterAnswer(waiting, noCode, coded)).toBe(waiting);
  });

  test('bị từ chối thì giữ lý do; lời muộn sau đó không đổi gì', () => {
    const rejected = afterAnswer(waiting, said('rejected', { reason: 'Sai ngày' }), coded);
    expect([stateOf(rejected), detailsOf(rejected).reason]).toEqual(['rejected', 'Sai ngày']);
    expect(afterAnswer(rejected, said('coded'), coded)).toBe(rejected);
  });

  test('lời về hóa đơn khác hoặc số tiền khác thì không khớp', () => {
    expect(fits(said('coded'), { key: 'cn.v1.k', dong: 50_000n })).toBe(true);
    expect(fits(said('coded'), { key: 'cn.v1.x', dong: 50_000n })).toBe(false);
    expect(fits(said('coded'), { key: 'cn.v1.k', dong: 50_001n })).toBe(false);
  });
});

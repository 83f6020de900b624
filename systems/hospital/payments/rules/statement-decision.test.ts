import { identifierSystems } from '@lienmach/core';
import type { Invoice, PaymentNotice } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { bankNoticeOf, statementRow, withMoneyState } from './bank-money.ts';
import { decideRow } from './statement-decision.ts';

const account = '0001';
const row = { dong: 50_600n, day: '2026-03-02', reference: 'FT1', payment: 'LM260302ABCDEK' };
const invoice = (more: Partial<Invoice>): Invoice => ({
  resourceType: 'Invoice',
  status: 'issued',
  totalGross: { value: 50_600, currency: 'VND' },
  ...more,
});
const told = (dong: bigint, day = '2026-03-02'): PaymentNotice =>
  bankNoticeOf(
    { identifier: [], key: '999999.FT1', dong, account, memo: '', label: 'FT1', day },
    { recipient: { reference: 'Organization/1' }, created: '2026-03-02T08:00:00+07:00' },
    'matched',
  );
const stated = (notice: PaymentNotice, dong: bigint): PaymentNotice => ({
  ...notice,
  extension: [...(notice.extension ?? []), statementRow({ file: { reference: 'Basic/1' }, row: 2, dong })],
});
const byHand = invoice({ status: 'balanced', paymentTerms: 'Chuyển khoản' });
const banked = invoice({
  status: 'balanced',
  paymentTerms: 'Chuyển khoản',
  identifier: [{ system: identifierSystems.bankReference, value: '999999.FT0' }],
});

describe('một dòng sao kê nói gì', () => {
  test.each([
    ['tiền ra', { ...row, dong: -1n }, {}, 'outgoing'],
    ['đúng mã đang chờ', row, { request: invoice({}) }, 'paid'],
    ['phiếu ghi tay chưa thấy tiền', row, { request: byHand }, 'matched'],
    ['phiếu đã có tiền: người bệnh trả hai lần', row, { request: banked }, 'parked'],
    ['thừa một đồng', { ...row, dong: 50_601n }, { request: invoice({}) }, 'parked'],
    ['không đọc được mã', { ...row, payment: undefined }, {}, 'parked'],
    ['ngân hàng đã báo, cùng số tiền', row, { notice: told(50_600n) }, 'confirmed'],
    ['đã nạp trước đây', row, { notice: stated(told(50_600n), 50_600n) }, 'repeated'],
    ['ngân hàng báo khác sao kê', row, { notice: told(50_000n) }, 'differs'],
    ['hai sao kê khác nhau', row, { notice: stated(told(50_600n), 50_000n) }, 'differs'],
    ['lệch đã có người giải thích', row, { notice: withMoneyState(stated(told(1n), 2n), 'settled') }, 'repeated'],
    ['lệch bốn ngày', row, { notice: told(50_600n, '2026-02-26') }, 'confirmed'],
    ['lệch năm ngày: số tham chiếu dùng lại', row, { notice: told(50_600n, '2026-02-25') }, 'refused'],
  ] as const)('%s', (_, money, known, expected) => {
    const decision = decideRow(money, { notice: undefined, request: undefined, account, ...known });
    expect(decision.state).toBe(expected);
    if ('why' in decision) expect(decision.why).toMatch(/\.$/);
  });
});

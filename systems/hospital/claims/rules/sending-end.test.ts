import { expect, test } from 'vitest';
import { gatewayVersionOn } from '../catalogs/gateway-versions.ts';
import { sendingResultOn } from '../catalogs/sending-results.ts';
import { signatureProfileOn } from '../catalogs/signature-profiles.ts';
import { type GatewayReceipt, isTired, MOST_SENDING_ATTEMPTS, sendingEnd } from './sending-end.ts';

const said = (result: string, transaction = 'GD1', message = ''): GatewayReceipt => ({ result, transaction, message });

test.each([
  [200, said('200'), { kind: 'taken' }],
  [200, said('200', ''), { kind: 'later', trouble: 'no-receipt' }],
  [200, said('205'), { kind: 'refused', text: 'Sai định dạng tham số hoặc tệp hồ sơ' }],
  [200, said('205', '', 'thiếu XML1'), { kind: 'refused', text: 'Sai định dạng tham số hoặc tệp hồ sơ: thiếu XML1' }],
  [200, said('999'), { kind: 'refused', text: 'Cổng từ chối hồ sơ (mã 999)' }],
  [200, said('401'), { kind: 'later', trouble: 'account' }],
  [200, said('403'), { kind: 'later', trouble: 'account' }],
  [200, said('500'), { kind: 'later', trouble: 'server' }],
  [200, undefined, { kind: 'later', trouble: 'page' }],
  [302, undefined, { kind: 'later', trouble: 'page' }],
  [400, undefined, { kind: 'later', trouble: 'unfit', detail: 'HTTP 400: gói tin không hợp lệ' }],
  [400, said('205'), { kind: 'refused' }],
  [404, undefined, { kind: 'later', trouble: 'page' }],
  [413, undefined, { kind: 'later', trouble: 'unfit', detail: 'HTTP 413: tệp quá lớn' }],
  [401, undefined, { kind: 'later', trouble: 'account' }],
  [403, said('200'), { kind: 'later', trouble: 'account' }],
  [500, said('200'), { kind: 'later', trouble: 'server' }],
  [503, undefined, { kind: 'later', trouble: 'server' }],
] as const)('HTTP %i, %j: chỉ lời rõ ràng mới kết thúc lần gửi', (status, receipt, end) => {
  expect(sendingEnd({ status }, receipt, '2026-11-21')).toMatchObject(end);
});

test('trang báo lỗi của riêng tệp thì ba lần; lỗi có thể của riêng tệp thì một giờ phải có người xem; cổng tắt thì chờ hơn một ngày', () => {
  expect([isTired('silent', 19), isTired('silent', 20)]).toEqual([false, true]);
  expect([isTired('unfit', 2), isTired('unfit', 3)]).toEqual([false, true]);
  expect([isTired('unreachable', 299), isTired('unreachable', 300)]).toEqual([false, true]);
  expect(isTired('page', MOST_SENDING_ATTEMPTS - 1)).toBe(true);
});

test.each([
  ['2024-06-30', undefined],
  ['2024-07-01', '4750'],
  ['2024-12-31', '4750'],
  ['2025-01-01', '3176'],
  ['2026-11-21', '3176'],
])('ra viện ngày %s: gửi theo chuẩn %s', (day, version) => {
  expect(gatewayVersionOn(day)?.version).toBe(version);
});

test('chữ ký bắt buộc từ 01/01/2026; mã kết quả không có trong danh mục là từ chối', () => {
  expect(signatureProfileOn('2025-12-31').element).toBeUndefined();
  expect(signatureProfileOn('2026-01-01').element).toBe('CHUKYDONVI');
  expect(sendingResultOn('abc', '2026-01-01').means).toBe('refused');
});

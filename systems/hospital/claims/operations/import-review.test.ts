import { identifierSystems, ZERO } from '@lienmach/core';
import type { Binary, Claim, Money } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stateOf, withJudgement, withState } from '../rules/stored-claim.ts';
import { type HospitalWithGateway, openHospitalWithGateway } from '../stories/gateway-for-tests.ts';
import { importReview } from './import-review.ts';

let house: HospitalWithGateway;
beforeAll(async () => {
  house = await openHospitalWithGateway();
});
afterAll(() => house.close());

interface Imported {
  reviewed: number;
  rejected: number;
  amount: Money;
  known: number;
  unknown?: readonly string[];
}
const fileOf = (text: string | Uint8Array): Binary => ({
  resourceType: 'Binary',
  contentType: 'text/csv',
  data: Buffer.from(text).toString('base64'),
});
const load = (text: string | Uint8Array) =>
  house.hospital.as('claims-clerk').call<Imported>(importReview, undefined, { file: fileOf(text) });
const idOf = ({ identifier = [] }: Claim) =>
  identifier.find(({ system }) => system === identifierSystems.claimId)?.value;
const store = () => house.hospital.as('tool').store;
const tasksOf = async ({ id }: Claim) =>
  (await store().search('Task', `focus=Claim/${id}`)).filter(({ code }) => code?.text === 'Dòng BHYT bị từ chối');

describe('nhập kết quả giám định', () => {
  test('dòng bị từ chối thành việc kèm lý do và số tiền; hồ sơ không bị từ chối là đã giám định; nhập lại không đổi gì', async () => {
    const [bad, good] = [(await house.sent()).claim, (await house.sent()).claim];
    const text = [
      'ma_lk;bang;stt;ma;ma_ly_do;ly_do;so_tien_tu_choi',
      `${idOf(bad)};XML3;1;02.1896;KCB01;"Sai số lượng; quá một lần";30000.50`,
      `${idOf(bad)};XML3;1;02.1896;KCB02;Trùng ngày;10000`,
      `${idOf(good)};;;;;;`,
      'LK-LA;XML3;1;;X;Y;1',
    ].join('\r\n');
    expect(await load(text)).toMatchObject({
      reviewed: 2,
      rejected: 2,
      amount: { value: 40_000.5, currency: 'VND' },
      known: 0,
      unknown: ['LK-LA'],
    });
    expect([stateOf(await house.now(bad)), stateOf(await house.now(good))]).toEqual(['rejected', 'reviewed']);
    const tasks = await tasksOf(bad);
    expect(tasks.map(({ reasonCode }) => reasonCode?.text).toSorted()).toEqual([
      'Sai số lượng; quá một lần',
      'Trùng ngày',
    ]);
    expect(tasks[0]).toMatchObject({ status: 'requested', for: bad.patient });
    const [review] = await store().search('ClaimResponse', `request=Claim/${bad.id}&outcome=complete`);
    expect(review?.item).toMatchObject([
      { itemSequence: 1, adjudication: [{ amount: { value: 30_000.5 }, reason: { coding: [{ code: 'KCB01' }] } }] },
      { itemSequence: 1 },
    ]);
    expect(await load(text)).toMatchObject({ reviewed: 0, rejected: 0, known: 2 });
    expect(await tasksOf(bad)).toHaveLength(2);
    const [head = '', first = '', second = '', ...rest] = text.replace('30000.50', '30000.5').split('\r\n');
    const turned = [head, second, first, ...rest].join('\n');
    expect(await load(turned)).toMatchObject({ reviewed: 0, known: 2 });
    // a replacement was sent since, and the insurer says the same of it
    const other = { findings: [], atRisk: ZERO, insurerPart: ZERO, digest: 'bản thay thế' };
    await store().update(withState(withJudgement(await house.now(bad), other), 'sent'));
    expect(await load(turned)).toMatchObject({ reviewed: 1, rejected: 2, known: 1 });
    expect(await tasksOf(bad)).toHaveLength(4);
  });

  test('tệp JSON cùng các cột; kết quả sau của cùng hồ sơ được ghi thêm', async () => {
    const { claim } = await house.sent();
    const row = { ma_lk: idOf(claim), bang: 'xml3', stt: 1, ly_do: 'Thiếu kết quả', so_tien_tu_choi: 5000 };
    expect(await load(JSON.stringify([row]))).toMatchObject({ reviewed: 1, rejected: 1 });
    expect(await load(JSON.stringify([{ ma_lk: idOf(claim) }]))).toMatchObject({ reviewed: 1, rejected: 0 });
    expect(stateOf(await house.now(claim))).toBe('reviewed');
  });

  test('hồ sơ chưa gửi thì không nhận kết quả', async () => {
    const { claim } = await house.ready();
    expect(await load(`ma_lk\n${idOf(claim)}`)).toMatchObject({ reviewed: 0, unknown: [idOf(claim)] });
    expect(stateOf(await house.now(claim))).toBe('ready');
  });

  test.each([
    ['không có cột ma_lk', 'a,b\n1,2', 'claims.reviewUnreadable'],
    ['dòng thiếu MA_LK', 'ma_lk,ly_do\n,x', 'claims.reviewUnreadable'],
    ['số tiền âm', 'ma_lk,so_tien_tu_choi\nL,-5', 'claims.reviewUnreadable'],
    ['số tiền không phải số', 'ma_lk,so_tien_tu_choi\nL,năm nghìn', 'core.notADecimal'],
    ['số thứ tự không phải số', 'ma_lk,stt,ly_do\nL,x,y', 'claims.reviewUnreadable'],
    ['JSON cắt giữa chừng', '[{"ma_lk":', 'claims.reviewUnreadable'],
    ['JSON không phải danh sách', '{"ma_lk":"L"}', 'claims.reviewUnreadable'],
    ['chỉ có dòng đầu', 'ma_lk', 'claims.reviewUnreadable'],
    ['trống', '', 'claims.reviewUnreadable'],
    ['sai bảng mã', new Uint8Array([0x6d, 0x61, 0xff, 0xfe]), 'claims.reviewUnreadable'],
    [
      'quá nhiều hồ sơ',
      `ma_lk\n${Array.from({ length: 10_001 }, (_, at) => `L${at}`).join('\n')}`,
      'claims.reviewTooLong',
    ],
    ['quá nhiều dòng', `ma_lk\n${'L\n'.repeat(100_001)}`, 'claims.reviewTooManyRows'],
    ['quá nhiều dòng, JSON', `[${'0,'.repeat(100_000)}0]`, 'claims.reviewTooManyRows'],
    ['quá nhiều dòng của một hồ sơ', `ma_lk,ly_do\n${'L,x\n'.repeat(2001)}`, 'claims.reviewTooManyLines'],
  ])('tệp hỏng: %s', async (_name, text, code) => {
    await expect(load(text)).rejects.toMatchObject({ code });
  });
});

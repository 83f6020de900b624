import { openTestHospital } from '@lienmach/testing';
import type { Coverage, CoverageEligibilityResponse, Encounter } from 'fhir/r4';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cardResultCodes } from '../catalogs/card-results.ts';
import { claims } from '../index.ts';
import { type HospitalWithGateway, openHospitalWithGateway } from '../stories/gateway-for-tests.ts';
import { finishedVisit } from '../stories/visit-for-tests.ts';
import { onCardQuestion } from '../subscriptions/on-card-question.ts';
import { checkCard } from './check-card.ts';

let house: HospitalWithGateway;
beforeAll(async () => {
  house = await openHospitalWithGateway();
});
afterAll(() => house.close());

interface Checked {
  state: string;
  text: string;
  advice: string;
  code?: string;
  at?: string;
  asking: boolean;
}
const good = {
  maKetQua: '000',
  ghiChu: 'Thông tin thẻ chính xác',
  hoTen: 'TRẦN ĐÌNH THỬ',
  ngaySinh: '05/03/1986',
  gioiTinh: 'Nam',
  gtTheTu: '01/01/2026',
  gtTheDen: '31/12/2026',
};
beforeEach(() => {
  house.gateway.says = good;
  house.gateway.saysToSession = undefined;
});

const store = () => house.hospital.as('tool').store;
const check = ({ id }: Coverage, again = false, role = 'registrar') =>
  house.hospital.as(role).call<Checked>(checkCard, `Coverage/${id}`, { again });
const answersOf = ({ beneficiary }: Coverage): Promise<CoverageEligibilityResponse[]> =>
  store().search('CoverageEligibilityResponse', `patient=${beneficiary.reference}`);

async function cardOf(encounter: Encounter): Promise<Coverage> {
  const [card] = await store().search('Coverage', `beneficiary=${encounter.subject?.reference}`);
  if (card === undefined) throw new TypeError('no card');
  return card;
}
const newCard = async () => cardOf(await finishedVisit(house.hospital));

describe('tra cứu thẻ', () => {
  test('hỏi lần đầu: trả lời ngay là chưa xác minh, không chờ cổng; lát sau có kết quả, giờ tra và nguyên văn', async () => {
    const card = await newCard();
    expect(await check(card)).toMatchObject({ state: 'unverified', text: 'Chưa xác minh', asking: true });
    await house.hospital.settled();
    expect(await check(card)).toMatchObject({
      state: 'usable',
      code: '000',
      text: 'Thông tin thẻ chính xác',
      at: '2026-11-21T08:00:00+07:00',
      asking: false,
    });
    const sent = JSON.parse(house.gateway.asked.at(-1)?.body ?? '{}') as Record<string, string>;
    expect(sent).toMatchObject({ maThe: card.subscriberId, ngaySinh: '05/03/1986', hoTenCb: 'Người Tra Thử' });
    const [answer] = await answersOf(card);
    const raw = answer?.extension?.find(({ valueReference }) => valueReference !== undefined)?.valueReference;
    const { data = '' } = await store().follow('Binary', raw);
    expect(JSON.parse(Buffer.from(data, 'base64').toString())).toEqual(good);
    expect(answer?.insurance).toMatchObject([
      { inforce: true, benefitPeriod: { start: '2026-01-01', end: '2026-12-31' } },
    ]);
  });

  test('trong ngày chỉ hỏi cổng một lần; bấm tra lại thì hỏi nữa; hôm sau hỏi lại', async () => {
    const card = await newCard();
    await check(card);
    await house.hospital.settled();
    const asked = house.gateway.asked.length;
    await check(card);
    await house.hospital.settled();
    expect(house.gateway.asked).toHaveLength(asked);
    house.hospital.tick(3);
    house.gateway.says = { ...good, maKetQua: '010', ghiChu: '' };
    expect(await check(card, true)).toMatchObject({ state: 'usable', asking: true });
    await house.hospital.settled();
    expect(await check(card)).toMatchObject({ state: 'not-usable', code: '010', text: 'Thẻ hết giá trị sử dụng' });
    house.hospital.tick(24 * 60);
    expect(await check(card)).toMatchObject({ code: '010', asking: true });
    await house.hospital.settled();
    expect(house.gateway.asked).toHaveLength(asked + 2);
  });

  test('cổng tắt: chưa xác minh, nói rõ vì sao, giữ bằng chứng đã tra; cổng lên thì tự có kết quả', async () => {
    const card = await newCard();
    house.gateway.saysToSession = '<html>bảo trì</html>';
    house.gateway.says = { maKetQua: '401' };
    await check(card);
    await house.hospital.settled();
    expect(await check(card)).toMatchObject({
      state: 'unverified',
      text: 'Chưa xác minh: Cổng trả về trang thông báo, không phải kết quả',
      asking: true,
    });
    expect(await answersOf(card)).toMatchObject([{ outcome: 'error' }]);
    house.gateway.saysToSession = undefined;
    house.gateway.says = good;
    house.hospital.tick(1);
    await house.hospital.settled();
    expect(await check(card)).toMatchObject({ state: 'usable', asking: false });
  });

  test.each(cardResultCodes.filter((code) => !['100', '101', '500', '401'].includes(code)))(
    'mã kết quả %s có lời tiếng Việt và việc được làm',
    async (code) => {
      const card = await newCard();
      house.gateway.says = { ...good, maKetQua: code, ghiChu: '' };
      await check(card);
      await house.hospital.settled();
      const { state, text, advice } = await check(card);
      expect(advice.length).toBeGreaterThan(10);
      expect(text.length).toBeGreaterThan(5);
      const [answer] = await answersOf(card);
      const isUsable = ['000', '001', '002', '004'].includes(code);
      expect(state.startsWith('usable')).toBe(isUsable);
      if (!isUsable) expect(answer?.error?.[0]?.code.coding?.[0]?.code).toBe(code);
    },
  );

  test('trả lời không rõ thì thôi hỏi và nói việc được làm; bấm tra lại thì hỏi lần nữa', async () => {
    const card = await newCard();
    house.gateway.says = { ...good, maKetQua: '205', ghiChu: '' };
    await check(card);
    await house.hospital.settled();
    const unclear = {
      state: 'unverified',
      text: 'Chưa xác minh: Sai tham số tra cứu',
      advice: 'Vẫn tiếp nhận; báo người quản trị sửa tài khoản tra cứu.',
      asking: false,
    };
    expect(await check(card)).toMatchObject(unclear);
    house.gateway.says = good;
    house.hospital.tick(1);
    expect(await check(card, true)).toMatchObject({ ...unclear, asking: true });
    await house.hospital.settled();
    expect(await check(card)).toMatchObject({ state: 'usable' });
  });

  test('cổng không trả lời đến lần cuối: thôi hỏi, mời bấm tra lại', async () => {
    const card = await newCard();
    house.gateway.saysToSession = '<html>bảo trì</html>';
    house.gateway.says = { maKetQua: '401' };
    await check(card);
    await house.hospital.settled();
    expect(await check(card)).toMatchObject({ asking: true });
    const [question] = await store().search('CoverageEligibilityRequest', `patient=${card.beneficiary.reference}`);
    if (question === undefined) throw new TypeError('no question');
    const actor = { reference: 'Practitioner/tool', display: 'tool', client: 'test', roles: ['tool'] };
    house.hospital.tick(240);
    await onCardQuestion.react(house.hospital.host.contextOf(actor), question, 60);
    expect(await check(card)).toMatchObject({
      text: 'Chưa xác minh: Cổng trả về trang thông báo, không phải kết quả',
      advice: 'Vẫn tiếp nhận; bấm tra lại để hỏi cổng lần nữa.',
      asking: false,
    });
    await house.hospital.settled();
  });

  test.each(['100', '101', '500'])('mã kết quả %s là lỗi của cổng: tự tra lại', async (code) => {
    const card = await newCard();
    house.gateway.says = { ...good, maKetQua: code };
    await check(card);
    await house.hospital.settled();
    expect(await check(card)).toMatchObject({ state: 'unverified', asking: true });
    house.gateway.says = good;
    house.hospital.tick(1);
    await house.hospital.settled();
    expect(await check(card)).toMatchObject({ state: 'usable' });
  });

  test('người bệnh vừa đến: thẻ được tra phía sau quầy; cơ sở không khai cổng thì không tra', async () => {
    const finished = await finishedVisit(house.hospital);
    const { period: _, ...open } = finished;
    await store().update<Encounter>({ ...open, status: 'arrived' });
    await house.hospital.settled();
    expect(await check(await cardOf(finished))).toMatchObject({ state: 'usable', asking: false });

    const alone = await openTestHospital([claims]);
    const there = await finishedVisit(alone);
    await alone.as('tool').store.update<Encounter>({ ...there, status: 'arrived' });
    await alone.settled();
    expect(await alone.all('CoverageEligibilityRequest')).toEqual([]);
    await alone.close();
  });

  test('kết quả tra thẻ vào quy tắc của hồ sơ: thẻ không dùng được thì hồ sơ bị chặn', async () => {
    const encounter = await finishedVisit(house.hospital);
    house.gateway.says = { ...good, maKetQua: '110', ghiChu: '' };
    await check(await cardOf(encounter));
    await house.hospital.settled();
    const { outcome } = await house.hospital
      .as('claims-clerk')
      .call<{ outcome: object }>('Encounter/$bhyt-claim', `Encounter/${encounter.id}`);
    expect(JSON.stringify(outcome)).toContain('CARD-13');
  });
});

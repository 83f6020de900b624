import { createHash } from 'node:crypto';
import { openServices, type Service } from '@lienmach/exchange';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BhytGateway, bhytGatewayCommand, simulateBhytGateway } from './bhyt-gateway.ts';

const account = { username: '99001_THU', password: 'chỉ để thử' };
const md5 = createHash('md5').update(account.password).digest('hex').toUpperCase();

let gateway: BhytGateway;
let service: Service;
beforeEach(async () => {
  gateway = await simulateBhytGateway({ port: 0, account, delay: 50 });
  const found = openServices([{ id: 'cong', kind: 'g', address: gateway.url, isInside: true, patience: 5000 }]).find(
    'g',
  );
  if (found === undefined) throw new Error('no service');
  service = found;
});
afterEach(() => gateway.close());

const post = async (path: string, body: string, headers: Record<string, string> = {}) => {
  const { status, text, contentType } = await service.ask({ path, body, headers });
  return {
    status,
    contentType,
    text,
    json: contentType === 'application/json' && text !== '' ? (JSON.parse(text) as Record<string, unknown>) : {},
  };
};

async function session() {
  const form = new URLSearchParams({ username: account.username, password: md5 });
  const { json } = await post('/api/token/take', form.toString());
  return json.APIKey as Record<string, string>;
}

const summary = Buffer.from('<TONG_HOP><MA_LK>LK-1</MA_LK><MA_DOITUONG_KCB>1.1</MA_DOITUONG_KCB></TONG_HOP>').toString(
  'base64',
);
const envelope = `<GIAMDINHHS><HOSO><FILEHOSO><LOAIHOSO>XML1</LOAIHOSO><NOIDUNGFILE>${summary}</NOIDUNGFILE></FILEHOSO></HOSO><CHUKYDONVI></CHUKYDONVI></GIAMDINHHS>`;
const checkIn = '<CHI_TIEU_TRANG_THAI_KCB><MA_LK>LK-1</MA_LK></CHI_TIEU_TRANG_THAI_KCB>';

async function send(file = envelope, path = '/api/qd130/guiHoSoXmlQD3176', kind = '130') {
  const { access_token: accessToken = '', id_token: tokenId = '' } = await session();
  const fileHSBase64 = Buffer.from(file).toString('base64');
  const form = new URLSearchParams({
    username: account.username,
    loaiHoSo: kind,
    maTinh: '99',
    maCSKCB: '99001',
    fileHSBase64,
  });
  return post(path, form.toString(), { accessToken, tokenId, passwordHash: md5 });
}

describe('cổng giám định giả nói đúng giao thức', () => {
  test('phiên, hồ sơ, check-in của cả hai bộ chuẩn; giữ lại những gì đã nhận', async () => {
    expect((await send()).json).toMatchObject({ maKetQua: '200' });
    expect((await send(envelope, '/api/qd130/guiHoSoXmlQD4750')).json).toMatchObject({ maKetQua: '200' });
    for (const path of ['/api/qd130/checkInKcbQd3176', '/api/qd130/checkInKcbQd4750'])
      expect((await send(checkIn, path, '0')).json).toMatchObject({ maKetQua: '200' });
    expect(gateway.taken.map(({ maLk, isCheckIn }) => `${maLk} ${isCheckIn}`)).toEqual([
      'LK-1 false',
      'LK-1 false',
      'LK-1 true',
      'LK-1 true',
    ]);
    expect(gateway.taken[0]?.sha256).toBe(createHash('sha256').update(envelope).digest('hex'));
    expect(new Set(gateway.taken.map(({ maGiaoDich }) => maGiaoDich)).size).toBe(4);
    const told = await fetch(`${gateway.url}/_taken`);
    expect(await told.json()).toMatchObject({ count: 4, counts: { sessions: 4 } });
  });

  test('sai mật khẩu, sai phiên, sai tham số đều không nhận', async () => {
    const wrong = new URLSearchParams({ username: account.username, password: 'x' }).toString();
    expect((await post('/api/token/take', wrong)).json).toMatchObject({ maKetQua: '401' });
    expect(await post('/api/qd130/guiHoSoXmlQD3176', '')).toMatchObject({ status: 401, text: '' });
    expect((await send('không phải hồ sơ')).json).toMatchObject({ maKetQua: '205' });
    expect((await send(checkIn)).json).toMatchObject({ maKetQua: '205' });
    expect((await post('/khac', '')).status).toBe(404);
    expect(gateway.taken).toEqual([]);
  });

  test('tra thẻ và lũy kế cùng chi trả, với mã kết quả được yêu cầu', async () => {
    const { access_token: token = '', id_token = '' } = await session();
    const query = new URLSearchParams({ token, id_token, username: account.username, password: md5 });
    const asked = JSON.stringify({
      maThe: 'GD4999900000001',
      hoTen: 'A',
      ngaySinh: '01/01/1990',
      hoTenCb: 'B',
      cccdCb: '0',
    });
    const path = `/api/egw/KQNhanLichSuKCB2024?${query}`;
    expect((await post(path, asked)).json).toMatchObject({ maKetQua: '000', gtTheDen: '31/12/2026' });
    gateway.behave('card:010');
    expect((await post(path, asked)).json).toMatchObject({ maKetQua: '010' });
    expect((await post(path, '{}')).json).toMatchObject({ maKetQua: '205' });
    expect(gateway.counts.cards).toBe(3);
    const headers = { accessToken: token, tokenId: id_token, passwordHash: md5 };
    expect((await post('/api/TraCuuCCT/TraCuuTienMCCT', asked, headers)).json).toMatchObject({ MaKetQua: '200' });
    expect(await post('/api/TraCuuCCT/TraCuuTienMCCT', asked)).toMatchObject({ status: 401, text: '' });
  });
});

describe('các thói xấu của cổng', () => {
  test.each([
    ['refuse:205', 0, { json: { maKetQua: '205' } }],
    ['slow', 1, { json: { maKetQua: '200' } }],
    ['twice', 2, { json: { maKetQua: '200' } }],
    ['html', 0, { contentType: 'text/html' }],
    ['empty', 0, { status: 200, text: '' }],
    ['unauthorized', 0, { status: 401, text: '' }],
    ['expired', 0, { status: 401, text: '' }],
  ])('%s', async (mode, taken, answer) => {
    gateway.behave('right', [mode]);
    expect(await send()).toMatchObject(answer);
    expect(gateway.taken).toHaveLength(taken);
    expect((await send()).json).toMatchObject({ maKetQua: '200' });
  });

  test.each([
    ['hang-up-before', 0],
    ['hang-up-after', 1],
    ['cut', 1],
    ['token-hang-up', 0],
  ])('%s: không có câu trả lời', async (mode, taken) => {
    gateway.behave('right', [mode]);
    await expect(send()).rejects.toMatchObject({ code: 'exchange.serviceSilent' });
    expect(gateway.taken).toHaveLength(taken);
  });

  test('một ngày xấu trời: rồi cũng nhận', async () => {
    gateway.behave('chaos');
    for (let turn = 0; turn < 24; turn++) await send().catch(() => undefined);
    expect(gateway.taken.length).toBeGreaterThan(6);
  });

  test('kiểu lạ thì từ chối, cả khi ra lệnh qua mạng; thiếu tài khoản thì không chạy', async () => {
    expect(() => gateway.behave('nổi giận')).toThrow(expect.objectContaining({ code: 'bhyt-gateway.unknownMode' }));
    expect(() => gateway.behave('refuse')).toThrow(expect.objectContaining({ code: 'bhyt-gateway.unknownMode' }));
    const order = (body: string) => fetch(`${gateway.url}/_mode`, { method: 'POST', body });
    expect((await order('{"mode":"xấu"}')).status).toBe(400);
    expect((await order('{"mode":"html","next":["right"]}')).status).toBe(200);
    expect((await send()).json).toMatchObject({ maKetQua: '200' });
    expect((await send()).contentType).toBe('text/html');
    await expect(bhytGatewayCommand([])).rejects.toMatchObject({ code: 'bhyt-gateway.noSecret' });
  });
});

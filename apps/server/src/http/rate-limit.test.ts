import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { Counter, limitRates } from './rate-limit.ts';

test('mỗi người một mức, mười giây một lượt; hết lượt thì đếm lại từ đầu', () => {
  const counter = new Counter(12); // two in ten seconds
  expect([1, 2, 3].map(() => counter.isTooMuch('an', 1_000))).toEqual([false, false, true]);
  expect(counter.isTooMuch('binh', 1_000)).toBe(false);
  expect(counter.isTooMuch('an', 11_000)).toBe(false);
});

test('người lạ hỏi quá nhiều từ một địa chỉ thì phải chờ; chính máy này thì không đếm', async () => {
  const app = Fastify({ trustProxy: true });
  app.decorateRequest('visitor', undefined);
  limitRates(app, { perClient: 6_000, perAddress: 6 });
  app.get('/', async () => 'xong');
  const ask = async (address: string) =>
    (await app.inject({ url: '/', headers: { 'x-forwarded-for': address } })).statusCode;
  expect(await ask('203.0.113.7')).toBe(200);
  const later = await Promise.all(Array.from({ length: 5 }, () => ask('203.0.113.7')));
  expect(later.some((status) => status !== 200)).toBe(true);
  expect(await Promise.all(Array.from({ length: 5 }, () => ask('127.0.0.1')))).toEqual([200, 200, 200, 200, 200]);
  await app.close();
});

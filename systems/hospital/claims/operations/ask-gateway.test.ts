import type { Service, ServiceAnswer } from '@lienmach/exchange';
import { describe, expect, test } from 'vitest';
import { askGateway } from './ask-gateway.ts';

type Ctx = Parameters<typeof askGateway>[0];

/** A gateway that answers every call in the same way. */
function gateway(
  answer: ServiceAnswer,
  secrets: Readonly<Record<string, string>> = { username: 'a', password: 'b' },
): Ctx {
  const service: Service = { id: 'thu', settings: {}, secrets, ask: async () => answer };
  return { services: { find: () => service }, now: () => new Date('2026-11-21T01:00:00.000Z') };
}
const call = (ctx: Ctx) => askGateway(ctx, () => ({ path: '/' }));

describe('cổng giám định không cho phiên làm việc', () => {
  test.each<[string, Ctx, string]>([
    [
      'chưa khai tài khoản',
      gateway({ status: 200, contentType: 'application/json', text: '{}' }, {}),
      'claims.gatewayAccount',
    ],
    [
      'tài khoản bị từ chối',
      gateway({ status: 401, contentType: 'application/json', text: '{}' }),
      'claims.gatewayAccount',
    ],
    [
      'trang HTML thay cho kết quả',
      gateway({ status: 200, contentType: 'text/html', text: '<html></html>' }),
      'claims.gatewayPage',
    ],
  ])('%s: nói rõ là gì', async (_, ctx, code) => {
    await expect(call(ctx)).rejects.toMatchObject({ code });
  });
});

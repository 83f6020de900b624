import { expect, test } from 'vitest';
import { tellAll } from './tell-all.ts';

test('một kênh không nhận được thì các kênh khác vẫn được báo, rồi lỗi mới được nêu', async () => {
  const told: string[] = [];
  const send = async (channel: string) => {
    if (channel === 'hong') throw new Error('không nhận được');
    told.push(channel);
  };
  const channels = ['hong', 'his', 'lis'].map((id) => ({
    id,
    kinds: ['ORU' as const],
    segments: [],
    receiver: id,
    charset: undefined,
  }));
  const message = { kind: 'ORU' as const, controlId: 'K1', content: () => '' };
  await expect(tellAll({ outbound: { send } }, channels, [message], 'Patient/an')).rejects.toThrow('không nhận được');
  expect(told).toEqual(['his', 'lis']);
});

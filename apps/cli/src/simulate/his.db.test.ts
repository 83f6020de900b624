import { connect } from 'node:net';
import { frameReader, type InboundChannel, type MllpServer, openMllpServer, readHl7 } from '@lienmach/exchange';
import { messageGateway } from '@lienmach/message-gateway';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Identifier } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { simulateHis } from './his.ts';
import { hisStory } from './his-story.ts';
import { simulateRegistry } from './registry.ts';
import { pieces, sendByHabit, type WireHabit, wireHabits } from './wire-habits.ts';

let hospital: TestHospital;
let door: MllpServer;
const channel: InboundChannel = {
  id: 'his',
  partner: 'his',
  options: { 'authority.HIS-GIA-LAP': 'partner', 'authority.CCCD': 'personal' },
};
const anywhere = { host: '127.0.0.1', port: 0 };

beforeAll(async () => {
  hospital = await openTestHospital([messageGateway]);
  door = await openMllpServer({
    ...anywhere,
    answer: (raw) => hospital.inbound.receive(raw, channel.partner, channel),
    overflow: () => Buffer.alloc(0),
  });
});
afterAll(async () => {
  await door.close();
  await hospital.close();
});

test.each(wireHabits.map((habit, turn) => [habit, turn + 1] as const))(
  'HIS giả kiểu %s: người bệnh, lượt khám, lịch hẹn vào hồ sơ đúng một lần, lượt đã ra viện',
  async (mode, seed) => {
    const his = await simulateHis({
      listen: anywhere,
      to: { host: '127.0.0.1', port: door.port },
      mode,
      seed,
      patients: 2,
      now: () => new Date('2026-03-02T01:00:00Z'),
    });
    await his.told;
    await his.close();
    expect(new Set(his.acknowledged)).toEqual(new Set(['AA']));
    const of = (prefix: string) => (list: readonly { readonly identifier?: readonly Identifier[] | undefined }[]) =>
      list.filter(({ identifier }) => identifier?.some(({ value }) => value?.startsWith(`${prefix}${seed}-`)));
    expect(of('GL')(await hospital.all('Patient'))).toHaveLength(2);
    const visits = of('L')(await hospital.all('Encounter'));
    expect(visits).toMatchObject([{ status: 'finished' }, { status: 'finished' }]);
    expect(of('HL')(await hospital.all('Appointment'))).toHaveLength(2);
  },
);

const ask = (port: number, query: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    const reader = frameReader();
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      const [answer] = reader.push(chunk);
      if (answer === undefined) return;
      socket.destroy();
      resolve(answer);
    });
    for (const piece of pieces(Buffer.from(query), 'normal')) socket.write(piece);
  });

test.each<WireHabit>(['normal', 'slow', 'cut', 'duplicate', 'noisy'])(
  'sổ đăng ký giả kiểu %s: nhớ người đã kể, trả lời theo tên và theo số',
  async (mode) => {
    const registry = await simulateRegistry({ listen: anywhere, mode });
    const to = { host: '127.0.0.1', port: registry.port };
    const stories = [1, 2].flatMap((patient) => hisStory({ patient, seed: 3, at: new Date('2026-03-02T01:00:00Z') }));
    await sendByHabit(to, stories, 'normal');
    expect(registry.size).toBe(2);
    const query = (type: string, demand: string): string =>
      `MSH|^~\\&|LIENMACH||DK||20260302||${type}|Q1|P|2.5.1\rQPD|Q22^Find|T1|${demand}\rRCP|I\r`;
    const byNumber = readHl7(await ask(registry.port, query('QBP^Q23', 'GL3-1^^^HIS-GIA-LAP')));
    expect([byNumber.segment('QAK')?.get(2), byNumber.all('PID').length]).toEqual(['OK', 1]);
    const family = byNumber.segment('PID')?.get(5) ?? '';
    const byName = readHl7(await ask(registry.port, query('QBP^Q22', `@PID.5.1^${family}~@PID.3.1^GL3-1`)));
    expect([byName.type, byName.segment('MSA')?.get(2), byName.all('PID').length]).toEqual(['RSP^K22', 'Q1', 1]);
    const nobody = readHl7(await ask(registry.port, query('QBP^Q22', '@PID.5.1^KHÔNG AI')));
    expect(nobody.segment('QAK')?.get(2)).toBe('NF');
    await registry.close();
  },
);

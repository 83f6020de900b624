import { identifierSystems, partnerSystem } from '@lienmach/core';
import { type InboundChannel, readHl7 } from '@lienmach/exchange';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Patient } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patientIndex } from '../index.ts';
import type { Merged } from '../operations/merge.ts';
import { mergeExamples } from '../stories/message-examples.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([patientIndex]);
});
afterAll(() => hospital.close());

const channel: InboundChannel = {
  id: 'his',
  partner: 'his',
  options: { 'authority.BVM': 'partner', 'authority.CCCD': 'personal' },
};
let count = 0;

async function send(event: string, kept: string, gone: string, person = 'NGUYỄN^AN^VĂN||19800509'): Promise<string[]> {
  count += 1;
  const lines = [
    `MSH|^~\\&|HIS|BV MAU|LIENMACH||20260302080000+0700||ADT^${event}^ADT_A39|GOP${count}|P|2.5.1`,
    `PID|1||${kept}||${person}|M`,
    `MRG|${gone}`,
  ];
  const answer = readHl7(await hospital.inbound.receive(Buffer.from(lines.join('\r')), 'his', channel));
  return [answer.segment('MSA')?.get(1) ?? '', answer.segment('ERR')?.get(5) ?? ''];
}

const enter = (number: string, more: Partial<Patient> = {}): Promise<Patient> =>
  hospital.as('tool').store.create<Patient>({
    resourceType: 'Patient',
    active: true,
    identifier: [{ system: partnerSystem('his', 'patient'), value: number }],
    name: [{ text: 'Nguyễn Văn An', family: 'Nguyễn', given: ['Văn', 'An'] }],
    birthDate: '1980-05-09',
    gender: 'male',
    ...more,
  });
const withCard = (number: string, card: string): Partial<Patient> => ({
  identifier: [
    { system: partnerSystem('his', 'patient'), value: number },
    { system: identifierSystems.personalNumber, value: card },
  ],
});
const read = (patient: Patient) => hospital.as('tool').store.read('Patient', patient.id ?? '');
const of = (number: string): string => `${number}^^^BVM^MR`;

test('cặp chắc chắn: gộp ngay như thư ký gộp; gửi lại không gộp thêm; gỡ được', async () => {
  const kept = await enter('G1', withCard('G1', '099180000911'));
  const gone = await enter('G2', withCard('G2', '099180000911'));
  expect(await send('A40', of('G1'), of('G2'))).toEqual(['AA', '']);
  expect(await read(gone)).toMatchObject({ active: false, link: [{ other: { reference: `Patient/${kept.id}` } }] });
  expect((await read(kept)).identifier?.map(({ value }) => value)).toContain('G2');
  const before = await read(kept);
  expect(await send('A40', of('G1'), of('G2'))).toEqual(['AA', '']);
  expect(await read(kept)).toEqual(before);
  await hospital.as('records-clerk').call('Patient/$unmerge', `Patient/${gone.id}`, { reason: 'nhầm' });
  expect((await read(gone)).active).toBe(true);
});

test('cặp chưa chắc: thành yêu cầu, thư ký hồ sơ đồng ý thì mới gộp', async () => {
  const kept = await enter('G3');
  const gone = await enter('G4', { birthDate: '1980' });
  expect(await send('A34', of('G3'), of('G4'))).toEqual(['AA', '']);
  expect(await read(gone)).toMatchObject({ active: true });
  const tasks = (await hospital.all('Task')).filter(({ focus }) => focus?.reference === `Patient/${gone.id}`);
  expect(tasks).toMatchObject([{ status: 'requested', reasonCode: { text: 'A34 của his' } }]);
  const merged = await hospital.as('records-clerk').call<Merged>('Patient/$merge', undefined, {
    source: gone.id,
    target: kept.id,
    reason: 'đã xem hai hồ sơ',
  });
  expect(merged.status).toBe('merged');
});

test.each([
  ['hồ sơ giữ lại chưa có', of('G9'), of('G3'), 'mergeUnknown'],
  ['hồ sơ nhường chưa có', of('G3'), of('G9'), 'mergeUnknown'],
  ['số không rõ nơi cấp', 'G3^^^LA', of('G4'), 'mergeUnnumbered'],
])('không gộp khi không biết chắc là ai: %s', async (_, kept, gone, reason) => {
  expect(await send('A40', kept, gone)).toEqual(['AE', `patient-index.${reason}`]);
});

test('ngày sinh không khớp hồ sơ giữ lại thì để riêng', async () => {
  expect(await send('A40', of('G3'), of('G4'), 'NGUYỄN^AN^VĂN||19990101')).toEqual(['AE', 'patient-index.mergeMarks']);
});

test('bản tin ví dụ của danh mục: A40 gộp ngay, A34 chờ thư ký', async () => {
  await enter('BN0001', withCard('BN0001', '099180000912'));
  const certain = await enter('BN0003', withCard('BN0003', '099180000912'));
  const unsure = await enter('BN0004', { birthDate: '1980' });
  for (const { text } of mergeExamples) {
    const answer = readHl7(await hospital.inbound.receive(Buffer.from(text.join('\r')), 'his', channel));
    expect(answer.segment('MSA')?.get(1)).toBe('AA');
  }
  expect([(await read(certain)).active, (await read(unsure)).active]).toEqual([false, true]);
});

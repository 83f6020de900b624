import { identifierSystems } from '@lienmach/core';
import type { TestHospital } from '@lienmach/testing';
import type { Appointment, Encounter } from 'fhir/r4';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { at, openAppointmentBook } from '../stories/appointment-book.ts';
import { book } from './book.ts';
import { cancel } from './cancel.ts';
import { checkIn } from './check-in.ts';
import { type DayList, dayList } from './day-list.ts';
import { type FoundSlots, findSlots } from './find-slots.ts';
import { move } from './move.ts';

let hospital: TestHospital;
beforeEach(async () => {
  hospital = await openAppointmentBook();
});
afterEach(() => hospital.close());

type Answer = { readonly appointment: Appointment };
const desk = () => hospital.as('registrar');
const make = async (patient = 'p1', start = at('08:00')) => {
  const input = { patient: { reference: `Patient/${patient}` }, room: 'noi-1', start, reason: 'Tái khám' };
  return `Appointment/${(await desk().call<Answer>(book, undefined, input)).appointment.id}`;
};
const taken = async (room = 'noi-1') => {
  const found = await desk().call<FoundSlots>(findSlots, undefined, { room, date: '2026-03-02', days: 1 });
  return found.day[0]?.slot.filter((one) => one.taken > 0).map((one) => [one.start.slice(11, 16), one.taken]);
};
const refused = (code: string) => expect.objectContaining({ code: `booking.${code}` });

test('hủy hẹn có lý do: chỗ trống lại ngay; hủy hai lần thì báo', async () => {
  const made = await make();
  await expect(desk().call(cancel, made, { reason: '' })).rejects.toEqual(refused('reasonRequired'));
  const { appointment } = await desk().call<Answer>(cancel, made, { reason: 'Bận việc nhà' });
  expect(appointment).toMatchObject({ status: 'cancelled', cancelationReason: { text: 'Bận việc nhà' } });
  expect(await taken()).toEqual([]);
  await expect(desk().call(cancel, made, { reason: 'x' })).rejects.toEqual(refused('notBooked'));
  expect(await make()).not.toBe(made);
});

test('dời hẹn: giữ chỗ mới và trả chỗ cũ trong một lần ghi; sang phòng khác; giờ kín thì hẹn cũ còn nguyên', async () => {
  const made = await make();
  await desk().call(move, made, { start: at('09:00') });
  expect(await taken()).toEqual([['09:00', 1]]);
  await desk().call(move, made, { start: at('09:00') });
  const { appointment } = await desk().call<Answer>(move, made, { room: 'noi-2', start: at('08:30') });
  expect(appointment.participant.map(({ actor }) => actor?.reference)).toEqual(['Patient/p1', 'Location/noi-2']);
  expect(await taken()).toEqual([]);
  expect(await taken('noi-2')).toEqual([['08:30', 1]]);
  await make('p2');
  await make('p3');
  await expect(desk().call(move, made, { room: 'noi-1', start: at('08:00') })).rejects.toEqual(refused('slotTaken'));
  expect(await taken('noi-2')).toEqual([['08:30', 1]]);
});

test('hai người cùng dời một hẹn: một hẹn, một chỗ', async () => {
  const made = await make();
  const both = [at('08:30'), at('09:00')].map((start) => desk().call<Answer>(move, made, { start }));
  await Promise.allSettled(both);
  expect((await taken())?.map(([, count]) => count)).toEqual([1]);
});

test('ghi đã đến: chỉ trong ngày hẹn, bấm lại không sao; đã đến thì không dời không hủy', async () => {
  const tomorrow = await make('p2', at('08:00', '2026-03-03'));
  await expect(desk().call(checkIn, tomorrow)).rejects.toEqual(refused('notToday'));
  const made = await make();
  expect((await desk().call<Answer>(checkIn, made)).appointment.status).toBe('arrived');
  expect((await desk().call<Answer>(checkIn, made)).appointment.status).toBe('arrived');
  await expect(desk().call(move, made, { start: at('09:00') })).rejects.toEqual(refused('notBooked'));
});

test('tiếp đón mở lượt khám ở đúng phòng thì hẹn tự ghi đã đến; phòng khác thì hẹn còn', async () => {
  const made = await make();
  const open = (id: string, room: string): Encounter => ({
    resourceType: 'Encounter',
    id,
    status: 'arrived',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: { reference: 'Patient/p1' },
    period: { start: at('07:40') },
    location: [{ location: { type: 'Location', identifier: { system: identifierSystems.room, value: room } } }],
  });
  const { store } = hospital.as('tool');
  const now = () => store.follow('Appointment', { reference: made });
  await store.update(open('khac', 'noi-2'));
  await hospital.settled();
  expect((await now()).status).toBe('booked');
  await store.update(open('dung', 'noi-1'));
  await hospital.settled();
  expect(await now()).toMatchObject({ status: 'arrived', supportingInformation: [{ reference: 'Encounter/dung' }] });
});

test('sổ hẹn trong ngày: theo giờ, có tên, điện thoại, trạng thái; lọc theo phòng; ngày viết thiếu thì báo', async () => {
  await make('p2', at('09:00'));
  const first = await make();
  await desk().call(cancel, first, { reason: 'Bận' });
  const look = (input: object) => hospital.as('doctor').call<DayList>(dayList, undefined, input);
  const { entry, next } = await look({ date: '2026-03-02' });
  expect(entry.map(({ start, status }) => [start, status])).toEqual([
    [at('08:00'), 'cancelled'],
    [at('09:00'), 'booked'],
  ]);
  expect(entry[1]).toMatchObject({
    patient: { reference: 'Patient/p2' },
    name: 'Trần Thị Thử',
    roomName: 'Phòng khám Nội 1',
    phone: '0000 000 123',
    reason: 'Tái khám',
    age: 35,
  });
  expect(next).toBeUndefined();
  expect((await look({ room: 'noi-2' })).entry).toEqual([]);
  await expect(look({ date: '03/2026' })).rejects.toEqual(refused('badDate'));
});

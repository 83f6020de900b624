import type { Task } from 'fhir/r4';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openWaitingRoom, type WaitingRoom } from '../stories/waiting-room.ts';
import { type CalledNext, callNext } from './call-next.ts';

let world: WaitingRoom;
beforeEach(async () => {
  world = await openWaitingRoom();
});
afterEach(() => world.hospital.close());

const next = (role = 'doctor') => world.hospital.as(role).call<CalledNext>(callNext, undefined, { room: 'noi-1' });
const refused = (code: string) => expect.objectContaining({ code: `queue.${code}` });

describe('gọi người tiếp theo', () => {
  test('ưu tiên trước, bấm hai lần là một lần gọi, hết người thì không có ai', async () => {
    await world.arrive();
    await world.arrive({ priority: 'urgent' });
    expect(await next()).toMatchObject({
      entry: { ticket: 2, lane: 'priority', state: 'called', calls: 1 },
      remaining: 1,
    });
    expect(await next()).toMatchObject({ entry: { ticket: 2, calls: 1 }, remaining: 1 });
    world.hospital.tick(1);
    expect(await next()).toMatchObject({ entry: { ticket: 1 }, remaining: 0 });
    world.hospital.tick(1);
    expect(await next()).toEqual({ remaining: 0 });
  });

  test('nhiều bàn gọi cùng lúc: không ai bị gọi hai lần, không ai bị bỏ sót', async () => {
    for (let n = 0; n < 4; n++) await world.arrive();
    const callers = ['doctor', 'nurse', 'doctor', 'tool', 'nurse'];
    const called = await Promise.all(callers.map((role) => next(role)));
    const tickets = called.flatMap(({ entry }) => entry?.ticket ?? []);
    expect(tickets).toHaveLength(5);
    expect(new Set(tickets)).toEqual(new Set([1, 2, 3]));
    expect(tickets[0]).toBe(tickets[2]);
    expect(tickets[1]).toBe(tickets[4]);
    const tasks = await world.hospital.all('Task');
    expect(tasks.filter(({ businessStatus }) => businessStatus !== undefined)).toHaveLength(3);
  });

  test('phòng lạ bị từ chối', async () => {
    const away = world.hospital.as('doctor').call(callNext, undefined, { room: 'khong-co' });
    await expect(away).rejects.toEqual(refused('unknownRoom'));
  });

  test('việc chờ khám bị người khác sửa liên tục: báo bấm lại, không gọi bừa', async () => {
    await world.arrive();
    const { host } = world.hospital;
    const doctor = { reference: 'Practitioner/doctor', display: 'doctor', roles: ['doctor'], client: 'test' };
    const ctx = host.contextOf(doctor);
    const update: typeof ctx.store.update = async (resource) => {
      const task = await ctx.store.read('Task', resource.id ?? '');
      await ctx.store.update<Task>({ ...task, description: `${task.description}.` });
      return ctx.store.update(resource);
    };
    const contested: typeof ctx = Object.create(ctx, { store: { value: { ...ctx.store, update } } });
    await expect(callNext.run(contested, '', { room: 'noi-1' })).rejects.toEqual(refused('busy'));
  });
});

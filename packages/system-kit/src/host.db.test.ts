import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Basic, FhirResource } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errors } from './errors.ts';
import { defineSystem, type EntranceRule, type Guard, type Operation } from './system.ts';

let hospital: TestHospital;
let runs = 0;
/** who gets in between our read and our write, and how often */
let rivals = 0;

const sign: Operation<{ word: string }, Basic> = {
  definition: {
    code: 'sign',
    title: { vi: 'Ký thử', en: 'Sign' },
    resource: ['Basic'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'word', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Basic' },
    ],
    allow: ['doctor'],
  },
  async run(ctx, id, { word }) {
    runs++;
    const basic = await ctx.store.read('Basic', id);
    if (rivals > 0) {
      rivals--;
      await hospital.as('nurse').store.update({ ...basic, code: { text: `${basic.code.text} rồi người khác sửa` } });
    }
    return ctx.store.update({ ...basic, code: { text: `${basic.code.text} ${word}` } });
  },
};

const relay: Operation<void, Basic> = {
  definition: { ...sign.definition, code: 'relay', parameter: [], allow: ['nurse', 'doctor'] },
  run: (ctx, id) => ctx.call<Basic>('Basic/$sign', `Basic/${id}`, { word: 'ký hộ' }),
};

const keep: Operation<void, Basic> = {
  definition: { ...sign.definition, code: 'keep', level: 'type', parameter: [], allow: ['doctor'] },
  run: (ctx) => ctx.store.create<Basic>({ resourceType: 'Basic', code: { text: 'của nhà' } }),
};

const isOfHouse = (resource: FhirResource): boolean =>
  resource.resourceType === 'Basic' && resource.code.text?.startsWith('của nhà') === true;
const ours: Guard & EntranceRule = {
  on: ['Basic'],
  check(previous, _next, by) {
    if (isOfHouse(previous) && by?.activity === undefined) throw errors.notAllowed({ name: 'Basic' });
  },
  asks: () => [],
  admit(resource) {
    if (isOfHouse(resource)) throw errors.notAllowed({ name: 'Basic' });
  },
};

const room = defineSystem({
  id: 'phong-thu',
  title: { vi: 'Phòng thử', en: 'Test' },
  operations: [sign, relay, keep],
  guards: [ours],
  entrances: [ours],
});
const basic = async (): Promise<string> => {
  const made = await hospital.as('tool').store.create<Basic>({ resourceType: 'Basic', code: { text: 'bản' } });
  return `Basic/${made.id}`;
};

beforeAll(async () => {
  hospital = await openTestHospital([room]);
});
afterAll(() => hospital.close());

test('chỉ vai trò được nêu tên, hoặc công cụ của nhà, gọi được; gọi qua phòng khác cũng vậy', async () => {
  const at = await basic();
  const refused = { code: 'system-kit.notAllowed', status: 403 };
  await expect(hospital.as('nurse').call(sign, at, { word: 'ký' })).rejects.toMatchObject(refused);
  await expect(hospital.as('nurse').call(relay, at)).rejects.toMatchObject(refused);
  await expect(hospital.as('doctor').call(relay, at)).resolves.toMatchObject({ code: { text: 'bản ký hộ' } });
  await expect(hospital.as('tool').call(sign, at, { word: 'lần hai' })).resolves.toMatchObject({
    meta: { versionId: '3' },
  });
});

test('thao tác không có, sai chỗ gọi, thiếu thông tin', async () => {
  const doctor = hospital.as('doctor');
  const unknown = { code: 'system-kit.unknownOperation', status: 400 };
  await expect(doctor.call('Basic/$khong-co', 'Basic/x')).rejects.toMatchObject(unknown);
  await expect(doctor.call('Basic/$sign', undefined, { word: 'x' })).rejects.toMatchObject(unknown);
  await expect(doctor.call('Patient/$sign', 'Patient/x', { word: 'x' })).rejects.toMatchObject(unknown);
  await expect(doctor.call(sign, await basic())).rejects.toMatchObject({ code: 'system-kit.missingParameter' });
});

test('người khác sửa xen vào một lần: đọc lại, quyết lại, không đè mất; xen vào mãi thì 412', async () => {
  const at = await basic();
  const doctor = hospital.as('doctor');
  runs = 0;
  rivals = 1;
  await expect(doctor.call(sign, at, { word: 'ký' })).resolves.toMatchObject({
    code: { text: 'bản rồi người khác sửa ký' },
  });
  expect(runs).toBe(2);
  rivals = 2;
  await expect(doctor.call(sign, at, { word: 'ký nữa' })).rejects.toMatchObject({ code: 'store.versionConflict' });
  expect(runs).toBe(4);
});

test('phòng phân biệt thao tác của nhà với FHIR thường: cả khi tạo mới lẫn khi sửa', async () => {
  const doctor = hospital.as('doctor');
  const refused = { code: 'system-kit.notAllowed', status: 403 };
  const fresh: Basic = { resourceType: 'Basic', code: { text: 'của nhà' } };
  await expect(doctor.store.create(fresh)).rejects.toMatchObject(refused);
  await expect(hospital.as('tool').store.create(fresh)).resolves.toHaveProperty('id');
  const kept = await doctor.call(keep);
  await expect(doctor.store.update({ ...kept, code: { text: 'sửa tay' } })).rejects.toMatchObject(refused);
  await expect(doctor.call(sign, `Basic/${kept.id}`, { word: 'ký' })).resolves.toMatchObject({
    code: { text: 'của nhà ký' },
  });
});

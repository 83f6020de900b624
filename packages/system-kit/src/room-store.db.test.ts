import { rawNumber } from '@lienmach/fhir-store';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Basic, Bundle, FhirResource, Observation } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([]);
});
afterAll(() => hospital.close());

/** As it came over the wire: the store keeps the zeros, a room sees a plain number. */
const measured: Observation = {
  resourceType: 'Observation',
  status: 'preliminary',
  code: { text: 'Creatinin' },
  valueQuantity: Object.assign({ unit: 'mg/dL', value: 0 }, { value: rawNumber('1.10') }),
};

test.each(['từng tài nguyên', 'trong một giao dịch'])('sửa điều khác, %s: số đo vẫn viết như máy gửi', async (way) => {
  const { store } = hospital.as('tool');
  const { id } = await store.create(measured);
  const read = await store.read('Observation', id ?? '');
  expect(read.valueQuantity?.value).toBe(1.1);
  const changed: Observation = { ...read, status: 'final' };
  if (way === 'từng tài nguyên') await store.update(changed);
  else {
    await store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [{ resource: changed, request: { method: 'PUT', url: `Observation/${id}` } }],
    });
  }
  const actor = { reference: 'Device/may', display: 'Máy', roles: ['tool'], client: 'may' };
  const { text } = await hospital.host.options.store.read(hospital.host.callerOf(actor), 'Observation', id ?? '');
  expect(text).toContain('"value":1.10');
  expect(text).toContain('"final"');
});

const put = (resource: FhirResource): Bundle => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [{ resource, request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` } }],
});

test('giao dịch trả về số thường, sửa tiếp được; bản đã bị người khác sửa thì 412, không ghi đè', async () => {
  const { store } = hospital.as('tool');
  const { id } = await store.create(measured);
  const read = await store.read('Observation', id ?? '');
  const [next] = await store.transaction(put({ ...read, status: 'final' }));
  expect(next).toMatchObject({ status: 'final', valueQuantity: { value: 1.1 }, meta: { versionId: '2' } });
  await expect(store.transaction(put({ ...read, status: 'amended' }))).rejects.toMatchObject({
    code: 'store.versionConflict',
    status: 412,
  });
  await store.transaction(put({ ...(next as Observation), status: 'amended' }));
  expect(await store.read('Observation', id ?? '')).toMatchObject({ status: 'amended', meta: { versionId: '3' } });
});

describe('tìm', () => {
  const many = 205;
  beforeAll(async () => {
    const entry = Array.from({ length: many }, (_, index) => ({
      resource: {
        resourceType: 'Basic',
        code: { coding: [{ code: 'tim' }] },
        created: `20${10 + (index % 10)}`,
      } as Basic,
      request: { method: 'POST' as const, url: 'Basic' },
    }));
    await hospital.as('tool').store.transaction({ resourceType: 'Bundle', type: 'transaction', entry });
  });

  test('mọi trang, mỗi hồ sơ một lần; đúng bằng giới hạn thì được, hơn một là từ chối', async () => {
    const { store } = hospital.as('tool');
    for (const query of ['code=tim', 'code=tim&_count=50', 'code=tim&_sort=-created']) {
      const found = await store.search('Basic', query, many);
      expect(new Set(found.map(({ id }) => id)).size).toBe(many);
    }
    await expect(store.search('Basic', 'code=tim', many - 1)).rejects.toMatchObject({ code: 'system-kit.tooMany' });
    await expect(store.search('Basic', 'code=tim', 3)).rejects.toMatchObject({ code: 'system-kit.tooMany' });
    expect(await store.find('Basic', 'code=tim&_sort=created')).toMatchObject({ created: '2010' });
    expect(await store.find('Basic', 'code=khong-co')).toBeUndefined();
  });

  test.each(['cod=tim', 'code=tim&_filter=x', 'code='])(
    'điều kiện viết sai “%s” bị từ chối, không trả mọi thứ',
    async (query) => {
      const { store } = hospital.as('tool');
      await expect(store.search('Basic', query)).rejects.toMatchObject({ code: 'system-kit.unknownCriterion' });
      await expect(store.find('Basic', query)).rejects.toMatchObject({ code: 'system-kit.unknownCriterion' });
    },
  );
});

test('đi theo dẫn chiếu: chỉ dẫn chiếu thật tới đúng loại', async () => {
  const { store } = hospital.as('tool');
  expect(await store.follow('Practitioner', { reference: 'Practitioner/doctor' })).toMatchObject({ id: 'doctor' });
  for (const reference of ['Patient/doctor', 'Practitioner', '#1', 'https://khac.example/Practitioner/doctor'])
    await expect(store.follow('Practitioner', { reference })).rejects.toMatchObject({
      code: 'system-kit.notALiteralReference',
    });
  await expect(store.follow('Practitioner', undefined)).rejects.toMatchObject({ status: 400 });
});

test('tạo khi chưa có theo một định danh: lần hai tìm thấy lần một, cả khi có dấu phẩy', async () => {
  const { store } = hospital.as('tool');
  const identifier = { system: 'urn:thu', value: 'a,b|c$d\\e' };
  const basic: Basic = { resourceType: 'Basic', code: { text: 'một' }, identifier: [identifier] };
  const first = await store.createIfNone(identifier, basic);
  expect((await store.createIfNone(identifier, { ...basic, code: { text: 'hai' } })).id).toBe(first.id);
});

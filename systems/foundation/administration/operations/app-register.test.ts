import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administration } from '../index.ts';

let hospital: TestHospital;
const administrator = () => hospital.as('administrator');

beforeAll(async () => {
  hospital = await openTestHospital([administration]);
});
afterAll(() => hospital.close());

const app = {
  id: 'huyet-ap',
  display: 'Theo dõi huyết áp',
  proof: 'secret',
  scope: 'launch/patient patient/Observation.rs',
  redirectUri: ['https://ung-dung.example/xong'],
};

test('ứng dụng được ghi thành dữ liệu; bí mật chỉ hiện một lần; mã đã có thì không ghi đè', async () => {
  const { secret } = await administrator().call<{ secret: string }>('$app-register', undefined, app);
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(await hospital.engines.clients.secretMatches('huyet-ap', secret)).toBe(true);
  expect(hospital.calls.at(-1)).toMatchObject({ what: ['client:huyet-ap'], detail: app.scope });
  const again = administrator().call('$app-register', undefined, app);
  await expect(again).rejects.toMatchObject({ code: 'administration.appTaken', status: 409 });
});

test('ứng dụng không giữ bí mật thì không có bí mật; sai luật thì bị từ chối', async () => {
  const open = { ...app, id: 'di-dong', proof: 'none' };
  expect(await administrator().call('$app-register', undefined, open)).toEqual({});
  const wrong = administrator().call('$app-register', undefined, { ...app, id: 'sai', scope: 'system/*.rs' });
  await expect(wrong).rejects.toMatchObject({ code: 'administration.appScope', status: 400 });
});

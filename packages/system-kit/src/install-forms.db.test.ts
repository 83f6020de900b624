import { openTestHospital } from '@lienmach/testing';
import type { Questionnaire } from 'fhir/r4';
import { expect, test } from 'vitest';
import { installForms } from './install-forms.ts';
import { defineSystem } from './system.ts';

const form = (version: string, title: string): Questionnaire => ({
  resourceType: 'Questionnaire',
  id: 'phieu-thu',
  url: 'https://thu.vn/Questionnaire/phieu-thu',
  version,
  title,
  status: 'active',
});

test('biểu mẫu của phòng có sẵn khi mở nhà; mở lại không ghi gì; bản của cơ sở mới hơn thì giữ', async () => {
  const forms = [form('1.9.0', 'Bản phát hành')];
  const hospital = await openTestHospital([defineSystem({ id: 'thu', title: { vi: 'Thử', en: 'Test' }, forms })]);
  try {
    const { store } = hospital.as('administrator');
    const first = await store.read('Questionnaire', 'phieu-thu');
    expect(first).toMatchObject({ version: '1.9.0', meta: { versionId: '1' } });
    await installForms(hospital.host);
    expect((await store.read('Questionnaire', 'phieu-thu')).meta?.versionId).toBe('1');

    forms[0] = form('1.10.0', 'Bản sau');
    await installForms(hospital.host);
    expect(await store.read('Questionnaire', 'phieu-thu')).toMatchObject({
      title: 'Bản sau',
      meta: { versionId: '2' },
    });

    await store.update({
      ...(await store.read('Questionnaire', 'phieu-thu')),
      version: '2.0.0',
      title: 'Bản của cơ sở',
    });
    await installForms(hospital.host);
    expect((await store.read('Questionnaire', 'phieu-thu')).title).toBe('Bản của cơ sở');
  } finally {
    await hospital.close();
  }
});

import type { Layout } from '@lienmach/documents';
import { expect, test } from 'vitest';
import { dateLine, givePaper, PAGE_TYPE, pageIn } from './give-paper.ts';

const layout: Layout = {
  form: 'TH',
  version: '1',
  law: 'none: only a test',
  validFrom: '2026-01-01',
  papers: ['A5'],
  title: 'GIẤY THỬ',
  blocks: [{ kind: 'text', text: '{patient.birth}' }],
};
const ctx = {
  site: {
    id: 'thu',
    kind: 'hospital' as const,
    isDemo: true,
    facility: {
      code: '99001',
      authority: 'Sở Y tế tỉnh Thử',
      name: 'Bệnh viện Thử',
      address: 'Xã Thử',
      phone: '0000 000 001',
      organization: 'Organization/99001',
      hasBeds: true,
    },
    units: [],
    partners: [],
  },
  now: () => new Date('2026-03-02T00:30:00Z'),
};
const patient = { resourceType: 'Patient' as const, name: [{ text: 'Lê Thị Bé' }], birthDate: '2025-12-30' };
const given = { layouts: [layout], day: '2026-03-02', data: {}, patient, source: 'Encounter/e1' };

test('tờ giấy mô tả: cơ sở không lộ mã nội bộ, tuổi tính theo ngày của tài liệu', async () => {
  const binary = await givePaper(ctx, given, { as: 'page' });
  expect(binary).toMatchObject({ contentType: PAGE_TYPE, securityContext: { reference: 'Encounter/e1' } });
  const page = pageIn(binary);
  expect(page.facility).toEqual({
    authority: 'Sở Y tế tỉnh Thử',
    name: 'Bệnh viện Thử',
    address: 'Xã Thử',
    phone: '0000 000 001',
  });
  expect(page.body).toMatchObject([{ spans: ['30/12/2025 (2 tháng)'] }]);
});

test('không có mẫu của ngày đó thì không in bằng mẫu của ngày khác', async () => {
  await expect(givePaper(ctx, { ...given, day: '2025-12-31' }, {})).rejects.toMatchObject({ code: 'papers.noLayout' });
});

test('dòng ngày tháng viết theo giờ Việt Nam', () => {
  expect(dateLine(new Date('2026-03-01T17:05:00Z'))).toBe('00:05, ngày 02 tháng 03 năm 2026');
});

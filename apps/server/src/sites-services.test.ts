import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testSite } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sitesServices } from './sites-services.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lienmach-services-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const siteWith = (secret: string | undefined) => {
  const secretFile = join(folder, 'bi-mat.json');
  if (secret !== undefined) writeFileSync(secretFile, secret);
  const partner = { id: 'cong', kind: 'bhyt-gateway', address: 'https://cong.example', secretFile };
  return { ...testSite, services: [partner] };
};

test('dịch vụ mở được với bí mật đọc từ tệp; cơ sở không khai báo thì không gọi ai', () => {
  const services = sitesServices(siteWith('{"username":"a","password":"b"}'));
  expect(services.find('bhyt-gateway')?.secrets).toEqual({ username: 'a', password: 'b' });
  expect(sitesServices(testSite).find('bhyt-gateway')).toBeUndefined();
});

test.each(['không phải JSON', '["a"]x', '{"username":1}', 'null'])(
  'tệp bí mật %j: không mở cửa, không nói đường dẫn',
  (text) => {
    expect(() => sitesServices(siteWith(text))).toThrow(
      expect.objectContaining({ code: 'service.noSecret', message: expect.not.stringContaining(folder) as string }),
    );
  },
);

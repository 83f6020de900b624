import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityCardQr } from '@lienmach/cli';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';

const WIDTH = 640;
const HEIGHT = 480;

interface Matrix {
  readonly size: number;
  readonly data: Uint8Array;
}

/** what the camera sees: the code of a card, black on white, as raw video */
function pictureOf(code: string): Buffer {
  const qrcode = createRequire(join(import.meta.dirname, '../../packages/ui/package.json'))('qrcode') as {
    create(text: string): { readonly modules: Matrix };
  };
  const { size, data } = qrcode.create(code).modules;
  const scale = Math.floor(400 / size);
  const [left, top] = [Math.floor((WIDTH - size * scale) / 2), Math.floor((HEIGHT - size * scale) / 2)];
  const light = Buffer.alloc(WIDTH * HEIGHT, 235);
  for (let y = 0; y < size * scale; y += 1)
    for (let x = 0; x < size * scale; x += 1)
      if (data[Math.floor(y / scale) * size + Math.floor(x / scale)]) light[(top + y) * WIDTH + left + x] = 16;
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`), frame, frame]);
}

const folder = mkdtempSync(join(tmpdir(), 'lienmach-camera-'));
let house: WebDemo;
let browser: Browser;

beforeAll(async () => {
  const video = join(folder, 'card.y4m');
  writeFileSync(video, pictureOf(identityCardQr));
  const flags = [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${video}`,
  ];
  [house, browser] = await Promise.all([openWebDemo(), openBrowser(flags)]);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('điện thoại: bấm máy ảnh ở ô quét, đưa thẻ căn cước vào khung, quầy điền người bệnh', async () => {
  const { page, problems } = await openVisitor(browser, house.demo.url, { width: 390, height: 844 });
  await signIn(page, 'tiep-don', house.demo.password);
  await page.goto(`${house.demo.url}/registration/reception`);
  await page.getByRole('radio').first().waitFor();
  await page.getByRole('button', { name: 'Quét bằng máy ảnh' }).click();
  await page.getByRole('dialog', { name: 'Quét bằng máy ảnh' }).waitFor();
  await page.screenshot({ path: join(shots, 'camera.png') });
  await expect.poll(() => page.getByLabel('Họ và tên').inputValue(), { timeout: 20_000 }).toMatch(/nguyễn thị ví dụ/i);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.screenshot({ path: join(shots, 'camera đọc xong.png') });
  expect(problems).toEqual([]);
  await page.context().close();
});

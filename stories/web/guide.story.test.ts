import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openVisitor, shots } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';
import { playGuide } from './play-guide.ts';
import { type GuideAct, guideWords, readGuide } from './read-guide.ts';

const root = join(import.meta.dirname, '../..');
const guide = (file: string, language: 'en' | 'vi'): GuideAct[] =>
  readGuide(readFileSync(join(root, file), 'utf8'), guideWords[language]);

let house: WebDemo;
let browser: Browser;

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo({ paysAfter: 3_000 }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

describe('hướng dẫn một trang trong README', () => {
  test('người mới làm theo từng chữ thì đi trọn lượt khám', async () => {
    const { page, problems } = await openVisitor(browser, house.demo.url);
    await playGuide(guide('README.md', 'en'), {
      page,
      password: house.demo.password,
      async takePicture(file) {
        await page.screenshot({ path: join(shots, `guide ${basename(file)}`) });
      },
    });
    expect(problems.filter((line) => !/status of 4\d\d/.test(line))).toEqual([]);
    await page.context().close();
  });

  test('bản tiếng Việt bảo làm đúng những việc ấy, theo đúng thứ tự ấy', () => {
    expect(guide('README.vi.md', 'vi')).toEqual(guide('README.md', 'en'));
  });

  test('ảnh nào hướng dẫn nhắc đến cũng có, cho máy bàn và điện thoại', () => {
    const pictures = guide('README.md', 'en').flatMap((act) => (act.verb === 'picture' ? [act.file] : []));
    expect(pictures.length).toBeGreaterThan(4);
    for (const file of pictures)
      for (const path of [file, file.replace('.png', '-phone.png')])
        expect(existsSync(join(root, path)), path).toBe(true);
  });
});

import { mkdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openVisitor } from './web/browser.ts';
import { openHouse } from './web/open-house.ts';
import { playGuide } from './web/play-guide.ts';
import { guideWords, readGuide } from './web/read-guide.ts';

const root = join(import.meta.dirname, '..');
const acts = readGuide(readFileSync(join(root, 'README.md'), 'utf8'), guideWords.en);
const looks = [
  { suffix: '', width: 1366, height: 768 },
  { suffix: '-phone', width: 390, height: 844 },
];

// `npm run screenshots`: plays the guide of the README once on a desktop and once on a phone, and keeps its pictures
for (const { suffix, ...size } of looks) {
  const house = await openHouse({ hasAnalyzer: true, withDiagnoses: false });
  try {
    const { page } = await openVisitor(house.browser, house.demo.url, size);
    await playGuide(acts, {
      page,
      password: house.demo.password,
      async takePicture(file) {
        const path = join(root, file.replace('.png', `${suffix}.png`));
        mkdirSync(dirname(path), { recursive: true });
        await page.screenshot({ path });
        console.log(basename(path));
      },
    });
  } finally {
    await house.close();
  }
}

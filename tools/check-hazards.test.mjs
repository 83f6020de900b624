import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../docs/safety');
const text = readFileSync(join(folder, 'hazards.md'), 'utf8');
const quoted = [...text.matchAll(/\]\(([^)]+\.test\.(?:ts|mjs))\): “([^”]+)”/g)].map(([, file, title]) => ({
  file,
  title,
}));

describe('sổ nguy cơ chỉ nêu phép thử có thật', () => {
  test('mỗi nguy cơ nêu phép thử, hoặc nói rõ là còn ngỏ', () => {
    const hazards = text.split('\n').filter((line) => line.startsWith('| **'));
    expect(hazards.length).toBeGreaterThan(30);
    expect(hazards.filter((line) => !/\.test\.(?:ts|mjs)\): “/.test(line) && !line.includes('open'))).toEqual([]);
  });

  test.each(quoted)('$title', ({ file, title }) => {
    expect(readFileSync(join(folder, file), 'utf8')).toContain(title);
  });
});

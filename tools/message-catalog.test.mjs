import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogText } from './message-catalog.mjs';

test('danh mục bản tin đúng với các ví dụ mà kiểm thử chạy', () => {
  const page = readFileSync(join(import.meta.dirname, '../docs/integration/messages.md'), 'utf8');
  expect(page === catalogText(), 'docs/integration/messages.md is stale: npm run message-catalog').toBe(true);
});

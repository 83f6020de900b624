import { migrate } from '@lienmach/fhir-store';
import { openTestSql, type TestSql } from '@lienmach/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { siteMigrations, stampSite } from './site-stamp.ts';

let database: TestSql;

beforeEach(async () => {
  database = await openTestSql();
  await migrate(database.sql, siteMigrations);
});
afterEach(() => database.close());

test('bản thử chạy lại được trên dữ liệu của bản thử, cơ sở thật thì không', async () => {
  await stampSite(database.sql, true);
  await stampSite(database.sql, true);
  await expect(stampSite(database.sql, false)).rejects.toMatchObject({ code: 'site.startOnDemoData' });
});

test('bản thử không bao giờ chạy trên dữ liệu thật', async () => {
  await stampSite(database.sql, false);
  await expect(stampSite(database.sql, true)).rejects.toMatchObject({ code: 'site.demoOnRealData' });
});

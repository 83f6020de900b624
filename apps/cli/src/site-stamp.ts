import type { Migration, Sql } from '@lienmach/fhir-store';
import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('site', {
  demoOnRealData: {
    issue: 'business-rule',
    vi: 'Cơ sở dữ liệu này đang có dữ liệu thật. Bản thử chỉ chạy trên thư mục trống hoặc thư mục của bản thử trước.',
    en: 'this database holds a real site; demo runs only on an empty or a demo database',
  },
  startOnDemoData: {
    issue: 'business-rule',
    vi: 'Cơ sở dữ liệu này là của bản thử (BẢN THỬ), không dùng cho cơ sở thật. Hãy chọn thư mục dữ liệu khác.',
    en: 'this database is stamped as a demo; start refuses it',
  },
});

export const siteMigrations: readonly Migration[] = [
  {
    id: 'site-0001',
    sql: 'create table site_stamp (only_row boolean primary key default true check (only_row), is_demo boolean not null, stamped_at timestamptz not null default now());',
  },
];

/**
 * A database is a demo or a real site from its first start on, for ever.
 *
 * @throws site.demoOnRealData, site.startOnDemoData
 */
export async function stampSite(sql: Sql, isDemo: boolean): Promise<void> {
  await sql.query({ text: 'insert into site_stamp (is_demo) values ($1) on conflict do nothing', values: [isDemo] });
  const [stamp] = await sql.query<{ is_demo: boolean }>({ text: 'select is_demo from site_stamp' });
  if (stamp?.is_demo === isDemo) return;
  throw isDemo ? errors.demoOnRealData() : errors.startOnDemoData();
}

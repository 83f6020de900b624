import { readFileSync } from 'node:fs';
import { defineErrors } from '@lienmach/outcome';
import type { Site } from '@lienmach/system-kit';

const errors = defineErrors('site-file', {
  missing: {
    issue: 'required',
    vi: 'Chưa khai báo tệp mô tả cơ sở (LIENMACH_SITE).',
    en: 'LIENMACH_SITE must name the site file',
  },
  unreadable: { issue: 'structure', vi: 'Không đọc được tệp mô tả cơ sở.', en: 'the site file is not readable JSON' },
  incomplete: { issue: 'required', vi: 'Tệp mô tả cơ sở thiếu mục {key}.', en: 'the site file lacks {key}' },
});

const required = ['id', 'kind', 'facility', 'units', 'partners'] as const;

/** @throws site-file.missing, site-file.unreadable, site-file.incomplete */
export function readSiteFile(file: string | undefined): Site {
  if (file === undefined) throw errors.missing();
  const site = parse(file);
  for (const key of required) if (!(key in site)) throw errors.incomplete({ key, at: key });
  return { ...(site as Site), isDemo: false };
}

function parse(file: string): Partial<Site> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<Site>;
  } catch (thrown) {
    throw errors.unreadable({ detail: thrown instanceof Error ? thrown.message : undefined });
  }
}

import { checkForm } from '@lienmach/forms';
import { describe, expect, test } from 'vitest';
import { findClaimTable } from '../catalogs/claim-tables.ts';
import { codesOn } from '../catalogs/code-lists.ts';
import { paperForms } from '../forms/paper-forms.ts';
import { paperForm } from './form-rows.ts';

const tableOf = (url = '') => findClaimTable(url.slice(url.lastIndexOf('bhyt-') + 'bhyt-'.length).toUpperCase());

describe('biểu mẫu của giấy tờ đi kèm hồ sơ', () => {
  test.each(paperForms.map((form) => [form.title ?? '', form] as const))(
    '%s: điền được, mỗi câu là một trường của bảng',
    (_, form) => {
      expect(checkForm(form)).toEqual([]);
      const table = tableOf(form.url);
      expect(form.url).toBe(paperForm(table?.code ?? ''));
      const fields = table?.fields ?? [];
      const asked = form.item ?? [];
      expect(asked.filter(({ linkId }) => !fields.some(({ name }) => name === linkId))).toEqual([]);
      for (const { linkId, answerOption = [] } of asked) {
        const codes = codesOn(fields.find(({ name }) => name === linkId)?.codes ?? '', '2026-11-22');
        const offered = answerOption.flatMap(({ valueCoding }) => valueCoding?.code ?? []);
        expect(offered.filter((code) => codes?.has(code) !== true)).toEqual([]);
      }
    },
  );
});

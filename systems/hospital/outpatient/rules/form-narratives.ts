import { codeSystems } from '@lienmach/core';
import { type FormView, proseOf } from '@lienmach/forms';
import type { Examination } from './examination-record.ts';

type Narratives = Pick<Examination, 'history' | 'pastHistory' | 'examination'>;

const codes = { history: '10164-2', pastHistory: '11348-0', examination: '29545-1' } as const;

/**
 * The three texts of a record from a filled examination form: each is the running text of the group that carries its LOINC
 * code, without the name of that group. A part nobody filled is absent; nothing is normal unless somebody wrote so.
 *
 * @source TT 32/2023/TT-BYT, parts of an outpatient record (from memory); LOINC codes as in the record of the house
 */
export function formNarratives(view: FormView): Narratives {
  const textOf = (code: string): string | undefined => {
    const groups = view.places.filter(({ item }) =>
      item.codes.some((one) => one.system === codeSystems.loinc && one.code === code),
    );
    const text = groups.flatMap(({ rows }) => rows.map((row) => proseOf(view, row))).filter((one) => one !== '');
    return text.length === 0 ? undefined : text.join('\n');
  };
  const found = (Object.keys(codes) as (keyof typeof codes)[]).flatMap((part) => {
    const text = textOf(codes[part]);
    return text === undefined ? [] : [[part, text] as const];
  });
  return Object.fromEntries(found);
}

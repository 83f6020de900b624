import { staffRoles } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import { printForms } from '../catalogs/print-forms.ts';
import { choosePrinter, type PrintChoice } from '../rules/choose-printer.ts';
import { memoryOf, rulesIn } from './load-rules.ts';

interface ProfileLine extends PrintChoice {
  readonly form: string;
  readonly title: string;
  readonly titleEn: string;
}

/** GET Task/$print-profile: printer, size and copies of every form in this room: the site's rules, then what the room remembers. */
export const printProfile: Operation<{ readonly room?: string }, { readonly line: readonly ProfileLine[] }> = {
  definition: {
    code: 'print-profile',
    title: { vi: 'Máy in của phòng', en: 'Printers of a room' },
    resource: ['Task'],
    level: 'type',
    affectsState: false,
    parameter: [
      { name: 'room', use: 'in', min: 0, max: '1', type: 'code' },
      {
        name: 'line',
        use: 'out',
        min: 0,
        max: '*',
        part: [
          ...['form', 'title', 'titleEn'].map((name) => ({
            name,
            use: 'out' as const,
            min: 1,
            max: '1' as const,
            type: 'string',
          })),
          ...['printer', 'tray', 'paper'].map((name) => ({
            name,
            use: 'out' as const,
            min: 0,
            max: '1' as const,
            type: 'string',
          })),
          { name: 'copies', use: 'out', min: 1, max: '1', type: 'integer' },
        ],
      },
    ],
    allow: staffRoles,
    readsAs: ['print-desk'],
  },
  async run(ctx, _id, { room }) {
    const memory = room === undefined ? undefined : await memoryOf(ctx, room);
    const rules = [...(ctx.site.printing ?? []), ...(room === undefined ? [] : rulesIn(memory, room))];
    return {
      line: printForms.map(({ code, title }) => ({
        form: code,
        title: title.vi,
        titleEn: title.en,
        ...choosePrinter(rules, room, code),
      })),
    };
  },
};

import { identifierSystems, staffRoles } from '@lienmach/core';
import { papers } from '@lienmach/documents';
import type { Operation, PrintRule } from '@lienmach/system-kit';
import type { Basic } from 'fhir/r4';
import { findForm } from '../catalogs/print-forms.ts';
import { errors } from '../errors.ts';
import { choiceExtension, memoryOf, rulesIn } from './load-rules.ts';

export interface RememberInput {
  readonly room: string;
  readonly form: string;
  readonly printer?: string;
  readonly tray?: string;
  readonly paper?: string;
  readonly copies?: number;
}

/** POST Task/$remember-print: from now on this form comes out like this in this room. */
export const rememberPrint: Operation<RememberInput, { readonly room: string }> = {
  definition: {
    code: 'remember-print',
    title: { vi: 'Nhớ máy in cho phòng', en: 'Remember the printer of a room' },
    resource: ['Task'],
    level: 'type',
    affectsState: true,
    parameter: [
      { name: 'room', use: 'in', min: 1, max: '1', type: 'code' },
      { name: 'form', use: 'in', min: 1, max: '1', type: 'code' },
      { name: 'printer', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'tray', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'paper', use: 'in', min: 0, max: '1', type: 'code' },
      { name: 'copies', use: 'in', min: 0, max: '1', type: 'integer' },
      { name: 'room', use: 'out', min: 1, max: '1', type: 'code' },
    ],
    allow: staffRoles,
    readsAs: ['print-desk'],
  },
  async run(ctx, _id, input) {
    const { room, form, printer, tray, paper, copies } = input;
    if (!ctx.site.units.some(({ id }) => id === room))
      throw errors.unknownRoom({ at: 'room', name: room.slice(0, 40) });
    if (findForm(form) === undefined) throw errors.unknownForm({ at: 'form', name: form.slice(0, 20) });
    if (paper !== undefined && !papers.some((one) => one === paper)) throw errors.unknownPaper({ at: 'paper' });
    if (copies !== undefined && (copies < 1 || copies > 9)) throw errors.badCopies({ at: 'copies' });
    const memory = await memoryOf(ctx, room);
    const others: PrintRule[] = rulesIn(memory, room).filter((rule) => rule.form !== form);
    const rule: PrintRule = {
      form,
      ...(printer === undefined ? {} : { printer: printer.slice(0, 100) }),
      ...(tray === undefined ? {} : { tray: tray.slice(0, 100) }),
      ...(paper === undefined ? {} : { paper }),
      ...(copies === undefined ? {} : { copies }),
    };
    const identifier = { system: identifierSystems.printProfile, value: room };
    const next: Basic = {
      ...memory,
      resourceType: 'Basic',
      identifier: [identifier],
      code: { text: 'Máy in của phòng' },
      extension: [...others, rule].map(choiceExtension),
    };
    await (memory === undefined ? ctx.store.createIfNone(identifier, next) : ctx.store.update(next));
    return { room };
  },
};

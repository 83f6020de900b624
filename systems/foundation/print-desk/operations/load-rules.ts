import { extensions, identifierSystems } from '@lienmach/core';
import type { Context, PrintRule } from '@lienmach/system-kit';
import type { Basic, Extension } from 'fhir/r4';

const text = (extension: Extension, name: string): string | undefined =>
  extension.extension?.find(({ url }) => url === name)?.valueString;

const number = (extension: Extension, name: string): number | undefined =>
  extension.extension?.find(({ url }) => url === name)?.valueInteger;

/** What a room remembers about its printers. */
export const memoryOf = (ctx: Context, room: string): Promise<Basic | undefined> =>
  ctx.store.find('Basic', new URLSearchParams({ identifier: `${identifierSystems.printProfile}|${room}` }).toString());

export function rulesIn(memory: Basic | undefined, room: string): PrintRule[] {
  return (memory?.extension ?? [])
    .filter(({ url }) => url === extensions.printChoice)
    .map((extension) => {
      const [form, printer, tray, paper] = ['form', 'printer', 'tray', 'paper'].map((name) => text(extension, name));
      const copies = number(extension, 'copies');
      return {
        room,
        ...(form === undefined ? {} : { form }),
        ...(printer === undefined ? {} : { printer }),
        ...(tray === undefined ? {} : { tray }),
        ...(paper === undefined ? {} : { paper }),
        ...(copies === undefined ? {} : { copies }),
      };
    });
}

export const choiceExtension = ({ form, printer, tray, paper, copies }: PrintRule): Extension => ({
  url: extensions.printChoice,
  extension: [
    ...Object.entries({ form, printer, tray, paper }).flatMap(([url, value]) =>
      value === undefined || value === '' ? [] : [{ url, valueString: value }],
    ),
    ...(copies === undefined ? [] : [{ url: 'copies', valueInteger: copies }]),
  ],
});

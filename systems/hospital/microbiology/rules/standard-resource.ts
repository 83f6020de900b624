import { codeSystems, extensions, identifierSystems } from '@lienmach/core';
import type { Basic } from 'fhir/r4';
import { type BreakpointStandard, readBreakpoint, writeBreakpoint } from './breakpoint.ts';

export const BREAKPOINTS = 'breakpoints';

/** @source none: writes the record */
export const standardResource = (standard: BreakpointStandard): Basic => ({
  resourceType: 'Basic',
  identifier: [{ system: identifierSystems.breakpointStandard, value: `${standard.name}^${standard.version}` }],
  code: {
    coding: [{ system: codeSystems.microbiology, code: BREAKPOINTS }],
    text: `${standard.name} ${standard.version}`,
  },
  extension: [
    {
      url: extensions.breakpointStandard,
      extension: [
        { url: 'name', valueString: standard.name },
        { url: 'version', valueString: standard.version },
        { url: 'from', valueDate: standard.from },
        { url: 'lines', valueString: standard.lines.map(writeBreakpoint).join('\n') },
      ],
    },
  ],
});

/** @source none: reads the record */
export function standardOf({ extension = [] }: Basic): BreakpointStandard {
  const parts = extension.find(({ url }) => url === extensions.breakpointStandard)?.extension ?? [];
  const part = (url: string) => parts.find((one) => one.url === url);
  return {
    name: part('name')?.valueString ?? '',
    version: part('version')?.valueString ?? '',
    from: part('from')?.valueDate ?? '9999-12-31',
    lines: (part('lines')?.valueString ?? '').split('\n').flatMap((line) => readBreakpoint(line) ?? []),
  };
}

import { identifierSystems } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import { errors } from '../errors.ts';

const numbers = [
  identifierSystems.patientNumber,
  identifierSystems.personalNumber,
  identifierSystems.insuranceCard,
  identifierSystems.temporaryPatient,
];

/** Patient/$audit-subject: whose entries to look for in the access log. Tells the id for an exact number, and nothing about the person. */
export const auditSubject: Operation<{ readonly identifier: string }, { readonly patient: string }> = {
  definition: {
    code: 'audit-subject',
    title: { vi: 'Tìm người bệnh trong nhật ký', en: 'Find whose log it is' },
    resource: ['Patient'],
    level: 'type',
    affectsState: false,
    allow: ['administrator'],
    readsAs: ['audit-desk'],
    parameter: [
      { name: 'identifier', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'patient', use: 'out', min: 1, max: '1', type: 'string' },
    ],
  },
  async run(ctx, _id, { identifier }) {
    const value = identifier
      .trim()
      .slice(0, 64)
      .replace(/[\\,$|]/g, '\\$&');
    const query = new URLSearchParams({ identifier: numbers.map((system) => `${system}|${value}`).join(',') });
    const found = value === '' ? undefined : await ctx.store.find('Patient', query.toString());
    if (found?.id === undefined) throw errors.unknownSubject({ at: 'identifier' });
    return { patient: `Patient/${found.id}` };
  },
};

import {
  codeSystems,
  extensions,
  identifierSystems,
  identifierValue,
  makePatientNumber,
  toVnDay,
  vnPatient,
} from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Patient } from 'fhir/r4';
import { errors } from '../errors.ts';

export interface UnknownInput {
  /** as it looks */
  readonly gender: 'male' | 'female' | 'other' | 'unknown';
  readonly estimatedAge: number;
  /** clothes, belongings, who brought the patient */
  readonly description?: string;
}

const ATTEMPTS = 200;
const DESCRIPTION = 500;

/**
 * POST Patient/$enroll-unknown: somebody who cannot say who they are gets a temporary code, never an invented
 * personal number; the clock of the notification to the commune (48 hours) starts with `meta.lastUpdated`.
 */
export const enrollUnknown: Operation<UnknownInput, Patient> = {
  definition: {
    code: 'enroll-unknown',
    title: { vi: 'Người bệnh chưa rõ danh tính', en: 'Enrol an unknown patient' },
    resource: ['Patient'],
    level: 'type',
    affectsState: true,
    parameter: [
      { name: 'gender', use: 'in', min: 1, max: '1', type: 'code' },
      { name: 'estimatedAge', use: 'in', min: 1, max: '1', type: 'integer' },
      { name: 'description', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Patient' },
    ],
    allow: ['registrar', 'nurse', 'doctor'],
  },
  async run(ctx, _id, { gender, estimatedAge, description }) {
    if (!Number.isInteger(estimatedAge) || estimatedAge < 0 || estimatedAge > 130) {
      throw errors.estimatedAge({ at: 'estimatedAge' });
    }
    const today = toVnDay(ctx.now());
    const number = makePatientNumber(ctx.randomBytes(7));
    for (let sequence = 1; sequence <= ATTEMPTS; sequence++) {
      const temporary = {
        system: identifierSystems.temporaryPatient,
        value: `VD-${ctx.site.facility.code}-${today.replaceAll('-', '')}-${String(sequence).padStart(3, '0')}`,
      };
      const patient = await ctx.store.createIfNone(temporary, {
        resourceType: 'Patient',
        meta: { profile: [vnPatient.url] },
        identifier: [
          {
            use: 'usual',
            type: { coding: [{ system: codeSystems.v2Identifier, code: 'MR' }] },
            system: identifierSystems.patientNumber,
            value: number,
          },
          { use: 'temp', ...temporary },
        ],
        active: true,
        name: [{ use: 'anonymous', text: 'Chưa rõ danh tính' }],
        gender,
        birthDate: String(Number(today.slice(0, 4)) - estimatedAge),
        ...(description === undefined
          ? {}
          : { extension: [{ url: extensions.unknownDescription, valueString: description.slice(0, DESCRIPTION) }] }),
        managingOrganization: { reference: ctx.site.facility.organization },
      });
      if (identifierValue(patient, identifierSystems.patientNumber) === number) return patient;
    }
    throw errors.numbersExhausted({ at: 'Patient.identifier' });
  },
};

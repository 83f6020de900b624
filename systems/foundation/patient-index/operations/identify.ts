import { type InsuranceCard, present, readScan } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { OperationOutcome, Patient } from 'fhir/r4';
import { errors } from '../errors.ts';
import { draftPatient } from '../rules/draft-patient.ts';
import { gatherFacts } from '../rules/gather-facts.ts';
import type { Grade } from '../rules/grade-match.ts';
import { findCandidates } from './find-candidates.ts';
import { type PersonInput, personParameters } from './person-parameters.ts';

/** The insurance card as it was scanned, for `$open-visit`. */
export interface ScannedCard {
  readonly number: string;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly registeredAt?: string;
  readonly fiveYearsFrom?: string;
  readonly zone?: string;
}

export interface Identified {
  readonly draft: Patient;
  readonly card?: ScannedCard;
  readonly candidate: readonly {
    readonly patient: Patient;
    readonly grade: Grade;
    readonly reason: readonly string[];
  }[];
  readonly outcome?: OperationOutcome;
}

const cardOf = (card: InsuranceCard): ScannedCard => ({
  number: card.number.value,
  validFrom: card.validFrom,
  ...present({
    validTo: card.validTo,
    registeredAt: card.registeredAt,
    fiveYearsFrom: card.fiveYearsFrom,
    zone: card.zone,
  }),
});

const out = (name: string, type: string, min = 0) => ({ name, use: 'out' as const, min, max: '1' as const, type });

/**
 * POST Patient/$identify: who is at the desk? Reads cards, finds candidates, writes nothing. It is never a GET:
 * what is scanned must not stand in a URL.
 */
export const identify: Operation<PersonInput, Identified> = {
  definition: {
    code: 'identify',
    title: { vi: 'Nhận diện người bệnh', en: 'Identify patient' },
    resource: ['Patient'],
    level: 'type',
    affectsState: true,
    parameter: [
      ...personParameters,
      out('draft', 'Patient', 1),
      {
        name: 'card',
        use: 'out',
        min: 0,
        max: '1',
        part: [
          out('number', 'string', 1),
          out('validFrom', 'date', 1),
          out('validTo', 'date'),
          out('registeredAt', 'string'),
          out('fiveYearsFrom', 'date'),
          out('zone', 'code'),
        ],
      },
      {
        name: 'candidate',
        use: 'out',
        min: 0,
        max: '*',
        part: [
          out('patient', 'Patient', 1),
          out('grade', 'code', 1),
          { name: 'reason', use: 'out', min: 0, max: '*', type: 'string' },
        ],
      },
      out('outcome', 'OperationOutcome'),
    ],
    allow: ['registrar', 'nurse', 'doctor', 'records-clerk'],
  },
  async run(ctx, _id, { scan = [], ...typed }) {
    const { facts, warnings } = gatherFacts(
      scan.map((text, index) => readScan(text, `scan[${index}]`)),
      typed,
    );
    const canSearch =
      facts.personalNumber ?? facts.socialInsuranceNumber ?? facts.patientNumber ?? (facts.name && facts.birthDate);
    if (canSearch === undefined || canSearch === '')
      throw errors.nothingToIdentify({ at: ['scan', 'name', 'birthDate'] });
    const found = await findCandidates(ctx, facts);
    const issue = [...warnings, ...found.warnings];
    return {
      draft: draftPatient(facts),
      ...(facts.insuranceCard === undefined ? {} : { card: cardOf(facts.insuranceCard) }),
      candidate: found.candidates.map(({ patient, grade, reasons }) => ({ patient, grade, reason: reasons })),
      ...(issue.length === 0 ? {} : { outcome: { resourceType: 'OperationOutcome', issue } }),
    };
  },
};

import { extensions } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Bundle, BundleEntry, Patient } from 'fhir/r4';
import { errors } from '../errors.ts';
import { findLikely, type Likely } from './find-likely.ts';

export interface MatchInput {
  /** as much of the person as is known */
  readonly resource: Patient;
  readonly onlyCertainMatches?: boolean;
  readonly count?: number;
}

const USUAL = 20;
const MOST = 100;

function entryOf({ patient, grade, score, reasons }: Likely, base: string | undefined): BundleEntry {
  const extension = [
    { url: extensions.matchGrade, valueCode: grade },
    ...reasons.map((reason) => ({ url: extensions.matchReason, valueString: reason })),
  ];
  return {
    ...(base === undefined ? {} : { fullUrl: `${base}/fhir/R4/Patient/${patient.id}` }),
    resource: patient,
    search: { extension, mode: 'match', score: Math.round(score * 1e4) / 1e4 },
  };
}

/**
 * POST Patient/$match: who in the record may be this person? Nothing is written. The score is the likelihood by the weights
 * in force; the grade says what it is worth, and each match says in words what was found.
 *
 * @see https://hl7.org/fhir/R4/patient-operation-match.html
 */
export const match: Operation<MatchInput, Bundle> = {
  definition: {
    code: 'match',
    title: { vi: 'Tìm hồ sơ trùng', en: 'Find patient matches' },
    resource: ['Patient'],
    level: 'type',
    affectsState: true,
    parameter: [
      { name: 'resource', use: 'in', min: 1, max: '1', type: 'Patient' },
      { name: 'onlyCertainMatches', use: 'in', min: 0, max: '1', type: 'boolean' },
      { name: 'count', use: 'in', min: 0, max: '1', type: 'integer' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Bundle' },
    ],
    allow: ['registrar', 'nurse', 'doctor', 'records-clerk', 'integration'],
  },
  async run(ctx, _id, { resource, onlyCertainMatches = false, count = USUAL }) {
    if (count < 1 || count > MOST) throw errors.matchCount({ at: 'count' });
    const hasSomething = (resource.name ?? []).length > 0 || (resource.identifier ?? []).length > 0;
    if (!hasSomething && (resource.telecom ?? []).length === 0) throw errors.nothingToMatch({ at: 'resource' });
    const found = await findLikely(ctx, resource);
    const shown = onlyCertainMatches ? found.filter(({ grade }) => grade === 'certain') : found;
    // two records that are both certain: nobody may choose for the caller
    if (onlyCertainMatches && shown.length > 1)
      throw errors.severalCertain({ at: 'resource', numbers: `${shown.length}` });
    const entry = shown.slice(0, count).map((one) => entryOf(one, ctx.site.publicAddress));
    return { resourceType: 'Bundle', type: 'searchset', total: shown.length, ...(entry.length > 0 ? { entry } : {}) };
  },
};

import { codeSystems } from '@lienmach/core';
import type { Follower } from '@lienmach/system-kit';
import type { Observation, Reference } from 'fhir/r4';
import { followVisit } from '../operations/follow-visit.ts';
import { BODY_WEIGHT } from '../operations/load-visit.ts';
import { paperForm } from '../rules/form-rows.ts';
import { hasEnded, isCalledOff } from '../rules/preparation.ts';

const PAPER_FORMS = paperForm('XML');

const isWeight = ({ code }: Observation): boolean =>
  code.coding?.some((one) => one.system === codeSystems.loinc && one.code === BODY_WEIGHT) === true;

const unread = new Set<string | undefined>(['registered', 'partial', 'preliminary', 'draft', 'in-progress']);

/** The visit, where it is one. */
const visitOf = (reference: Reference | undefined): string | undefined =>
  reference?.reference?.startsWith('Encounter/') === true ? reference.reference : undefined;

/** What belongs to a visit, once it can be read. */
const partOf = ({
  status,
  encounter,
}: {
  readonly status?: string | undefined;
  readonly encounter?: Reference | undefined;
}): string | undefined => (unread.has(status) ? undefined : visitOf(encounter));

/**
 * The claim of a visit follows what it is built from: the end of the visit, or its being called off; late charges and results,
 * corrected diagnoses, papers. Results are told by their report. While the visit goes on this ends with one read.
 */
export const visitFollower: Follower = {
  id: 'visit-follower',
  actAs: ['claims-clerk'],
  of: {
    Encounter: (encounter) => (hasEnded(encounter) || isCalledOff(encounter) ? `Encounter/${encounter.id}` : undefined),
    ChargeItem: ({ context }) => visitOf(context),
    Condition: ({ encounter }) => visitOf(encounter),
    DiagnosticReport: partOf,
    MedicationRequest: partOf,
    Observation: (observation) => (isWeight(observation) ? visitOf(observation.encounter) : undefined),
    ClinicalImpression: partOf,
    Composition: partOf,
    QuestionnaireResponse: (response) =>
      response.questionnaire?.startsWith(PAPER_FORMS) === true ? partOf(response) : undefined,
  },
  async follow(ctx, reference) {
    await followVisit(ctx, reference.slice('Encounter/'.length));
  },
};

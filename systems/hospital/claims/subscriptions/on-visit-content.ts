import { codeSystems } from '@lienmach/core';
import type { AnySubscription, Context } from '@lienmach/system-kit';
import type { Observation, Reference } from 'fhir/r4';
import { followVisit } from '../operations/follow-visit.ts';
import { BODY_WEIGHT } from '../operations/load-visit.ts';
import { paperForm } from '../rules/form-rows.ts';

const PAPER_FORMS = paperForm('XML');

const isWeight = ({ code }: Observation): boolean =>
  code.coding?.some((one) => one.system === codeSystems.loinc && one.code === BODY_WEIGHT) === true;

/** While the visit goes on this ends with one read: everything is claimed at its end. */
async function follow(ctx: Context, visit: Reference | undefined): Promise<void> {
  const [type, id] = visit?.reference?.split('/') ?? [];
  if (type === 'Encounter' && id !== undefined) await followVisit(ctx, id);
}

const actAs = ['claims-clerk'];

/**
 * What a claim is built from was written or changed: late charges and results, corrected diagnoses, papers. Results are
 * told by their report.
 */
export const onVisitContent: readonly AnySubscription[] = [
  {
    id: 'on-charge-written',
    on: 'ChargeItem',
    when: () => true,
    actAs,
    react: (ctx, { context }) => follow(ctx, context),
  },
  {
    id: 'on-diagnosis-written',
    on: 'Condition',
    when: () => true,
    actAs,
    react: (ctx, { encounter }) => follow(ctx, encounter),
  },
  {
    id: 'on-report-issued',
    on: 'DiagnosticReport',
    when: ({ status }) => status !== 'registered' && status !== 'partial' && status !== 'preliminary',
    actAs,
    react: (ctx, { encounter }) => follow(ctx, encounter),
  },
  {
    id: 'on-prescription-written',
    on: 'MedicationRequest',
    when: ({ status }) => status !== 'draft',
    actAs,
    react: (ctx, { encounter }) => follow(ctx, encounter),
  },
  {
    id: 'on-weight-written',
    on: 'Observation',
    when: isWeight,
    actAs,
    react: (ctx, { encounter }) => follow(ctx, encounter),
  },
  {
    id: 'on-note-written',
    on: 'ClinicalImpression',
    when: ({ status }) => status !== 'in-progress',
    actAs,
    react: (ctx, { encounter }) => follow(ctx, encounter),
  },
  {
    id: 'on-paper-issued',
    on: 'Composition',
    when: ({ status }) => status !== 'preliminary',
    actAs,
    react: (ctx, { encounter }) => follow(ctx, encounter),
  },
  {
    id: 'on-form-finished',
    on: 'QuestionnaireResponse',
    when: ({ status, questionnaire }) => status !== 'in-progress' && questionnaire?.startsWith(PAPER_FORMS) === true,
    actAs,
    react: (ctx, { encounter }) => follow(ctx, encounter),
  },
];

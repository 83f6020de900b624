import { createHash } from 'node:crypto';
import { codeSystems, identifierSystems, identifierValue, makePatientNumber, readScan, toVnDay } from '@lienmach/core';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Identifier, OperationOutcome, OperationOutcomeIssue, Patient } from 'fhir/r4';
import { errors } from '../errors.ts';
import { decideEnrolment, refuseIncomplete, refuseWrongChoice } from '../rules/can-enroll.ts';
import { holderQuery } from '../rules/candidate-queries.ts';
import { completePatient, draftPatient } from '../rules/draft-patient.ts';
import { gatherFacts } from '../rules/gather-facts.ts';
import { gradeMatch } from '../rules/grade-match.ts';
import type { PersonFacts } from '../rules/person-facts.ts';
import { findCandidates } from './find-candidates.ts';
import { findPlaces } from './find-places.ts';
import { noteLikely } from './note-likely.ts';
import { type PersonInput, personParameters } from './person-parameters.ts';

export interface EnrollInput extends PersonInput {
  /** id of the record that the clerk says is this person */
  readonly existing?: string;
  /** the clerk looked at the candidates and this is nobody of them */
  readonly confirmNew?: boolean;
  /** the same for every try of one save: an answer lost on the way makes no second record */
  readonly attempt?: string;
}

export interface Enrolled {
  readonly patient: Patient;
  readonly created: boolean;
  readonly outcome?: OperationOutcome;
}

const numberIdentifier = (value: string): Identifier & { system: string; value: string } => ({
  use: 'usual',
  type: { coding: [{ system: codeSystems.v2Identifier, code: 'MR' }] },
  system: identifierSystems.patientNumber,
  value,
});

/** It follows from the attempt: a second try of the same save asks for the same number. */
const newNumber = (ctx: Context, attempt: string | undefined): string =>
  makePatientNumber(
    attempt === undefined ? ctx.randomBytes(7) : createHash('sha256').update(`patient ${attempt}`).digest(),
  );

/** What the same attempt has already written; the number alone is not believed, the person must fit too. */
async function findEarlier(
  ctx: Context,
  facts: PersonFacts,
  attempt: string | undefined,
): Promise<Patient | undefined> {
  if (attempt === undefined) return undefined;
  const number = newNumber(ctx, attempt);
  const found = await ctx.store.find('Patient', `identifier=${identifierSystems.patientNumber}|${number}`);
  return found !== undefined && gradeMatch(facts, found) !== undefined ? found : undefined;
}

/**
 * Writes the new record under the person's own number, so that two desks at once make one record: the second finds the
 * first. Without any number the patient number itself is the key.
 */
async function writeNew(ctx: Context, facts: PersonFacts, attempt: string | undefined): Promise<Enrolled> {
  const number = numberIdentifier(newNumber(ctx, attempt));
  const draft = draftPatient(facts);
  const { personalNumber, socialInsuranceNumber } = facts;
  const own = personalNumber && { system: identifierSystems.personalNumber, value: personalNumber };
  const social = socialInsuranceNumber && {
    system: identifierSystems.socialInsuranceNumber,
    value: socialInsuranceNumber,
  };
  const patient = await ctx.store.createIfNone(own || social || number, {
    ...draft,
    identifier: [number, ...(draft.identifier ?? [])],
    managingOrganization: { reference: ctx.site.facility.organization },
  });
  const created = identifierValue(patient, identifierSystems.patientNumber) === number.value;
  const grade = gradeMatch(facts, patient)?.grade;
  // the number of an attempt may have come to somebody else's record: never without a person that fits
  if (created ? attempt !== undefined && grade === undefined : grade !== 'certain') {
    throw errors.numberInUse({ at: 'scan', number: identifierValue(patient, identifierSystems.patientNumber) });
  }
  return { patient, created };
}

async function complete(ctx: Context, patient: Patient, facts: PersonFacts): Promise<Patient> {
  const completed = completePatient(patient, facts);
  return JSON.stringify(completed) === JSON.stringify(patient) ? patient : ctx.store.update(completed);
}

/** POST Patient/$enroll: the one record of this person, found or made. */
export const enroll: Operation<EnrollInput, Enrolled> = {
  definition: {
    code: 'enroll',
    title: { vi: 'Lập mã bệnh nhân', en: 'Enrol patient' },
    resource: ['Patient'],
    level: 'type',
    affectsState: true,
    parameter: [
      ...personParameters,
      { name: 'existing', use: 'in', min: 0, max: '1', type: 'id' },
      { name: 'confirmNew', use: 'in', min: 0, max: '1', type: 'boolean' },
      { name: 'attempt', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'patient', use: 'out', min: 1, max: '1', type: 'Patient' },
      { name: 'created', use: 'out', min: 1, max: '1', type: 'boolean' },
      { name: 'outcome', use: 'out', min: 0, max: '1', type: 'OperationOutcome' },
    ],
    allow: ['registrar', 'nurse', 'records-clerk'],
  },
  async run(ctx, _id, { scan = [], existing, confirmNew = false, attempt, ...typed }) {
    const { facts: given, warnings } = gatherFacts(
      scan.map((text, index) => readScan(text, `scan[${index}]`)),
      typed,
    );
    const facts = await findPlaces(ctx, given);
    if (existing !== undefined) {
      const chosen = await ctx.store.read('Patient', existing);
      const query = holderQuery(facts);
      refuseWrongChoice(facts, chosen, query === undefined ? [] : await ctx.store.search('Patient', query));
      return { patient: await complete(ctx, chosen, facts), created: false, ...outcomeOf(warnings) };
    }
    const earlier = await findEarlier(ctx, facts, attempt);
    if (earlier !== undefined) return { patient: earlier, created: true, ...outcomeOf(warnings) };
    const found = await findCandidates(ctx, facts);
    const decision = decideEnrolment(facts, found.candidates, confirmNew);
    if (decision.found !== undefined) {
      return {
        patient: await complete(ctx, decision.found, facts),
        created: false,
        ...outcomeOf([...warnings, ...decision.warnings]),
      };
    }
    refuseIncomplete(facts, toVnDay(ctx.now()));
    const written = await writeNew(ctx, facts, attempt);
    if (written.patient.active === false) throw errors.patientInactive({ at: 'personalNumber' });
    if (written.created) await noteLikely(ctx, written.patient);
    return { ...written, ...outcomeOf([...warnings, ...found.warnings, ...decision.warnings]) };
  },
};

const outcomeOf = (issue: OperationOutcomeIssue[]): { outcome?: OperationOutcome } =>
  issue.length === 0 ? {} : { outcome: { resourceType: 'OperationOutcome', issue } };

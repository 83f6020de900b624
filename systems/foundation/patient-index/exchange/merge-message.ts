import { declaredIdentifiers, identifierSystems, personIn, toVnDay, toVnIso } from '@lienmach/core';
import {
  type Hl7Message,
  type Hl7Segment,
  hl7Marks,
  hl7Numbers,
  type MessageContext,
  type Need,
  stableId,
} from '@lienmach/exchange';
import type { MessageMapping } from '@lienmach/system-kit';
import type { Bundle, BundleEntry, FhirResource, Identifier, Patient } from 'fhir/r4';
import { matchWeights } from '../catalogs/match-weights.ts';
import { errors } from '../errors.ts';
import { isMergedInto, refuseMerge } from '../rules/can-merge.ts';
import { gradeFindings } from '../rules/grade-findings.ts';
import { mergePatients } from '../rules/merge-patients.ts';
import { mergedTask, mergeKey, mergeTask } from '../rules/merge-task.ts';
import { readPerson } from '../rules/person-record.ts';
import { compareRecords, likelihood, weightsOn } from '../rules/score-match.ts';

const isPatient = (one: FhirResource): one is Patient => one.resourceType === 'Patient';

function identifiersIn(
  segment: Hl7Segment | undefined,
  field: number,
  at: string,
  context: MessageContext,
): Identifier[] {
  const { options, partner } = context.channel;
  const identifiers = declaredIdentifiers(hl7Numbers(segment, field), options, partner);
  if (identifiers.length === 0) throw errors.mergeUnnumbered({ at });
  return identifiers;
}

const keptNumbers = (message: Hl7Message, context: MessageContext): Identifier[] =>
  identifiersIn(message.segment('PID'), 3, 'PID-3', context);
const goneNumbers = (message: Hl7Message, context: MessageContext): Identifier[] =>
  identifiersIn(message.segment('MRG'), 1, 'MRG-1', context);

const need = (identifiers: readonly Identifier[]): Need => {
  const tokens = identifiers.map(({ system, value = '' }) => `${system}|${value.replace(/[\\,$|]/g, '\\$&')}`);
  return { search: `Patient?${new URLSearchParams({ identifier: tokens.join(',') })}`, many: 10 };
};

/** The kept record by two marks, as everywhere. @throws patient-index.mergeUnknown, mergeMarks */
function keptRecord(message: Hl7Message, context: MessageContext): Patient {
  const marks = { identifiers: keptNumbers(message, context), ...hl7Marks(message.segment('PID')) };
  const found = personIn(marks, (context.lists.kept ?? []).filter(isPatient));
  if (found === 'unknown') throw errors.mergeUnknown({ at: 'PID-3' });
  if (found === 'several' || found === 'differ') throw errors.mergeMarks({ at: ['PID-3', 'PID-5', 'PID-7'] });
  return found;
}

/** The record that gives way: MRG has no second mark to show, so exactly one may carry the number. */
function goneRecord(context: MessageContext, kept: Patient): Patient {
  const others = (context.lists.gone ?? []).filter(isPatient).filter(({ id }) => id !== kept.id);
  const [only, second] = others;
  if (only === undefined) throw errors.mergeUnknown({ at: 'MRG-1' });
  if (second !== undefined) throw errors.mergeMarks({ at: 'MRG-1' });
  return only;
}

function isCertain(source: Patient, target: Patient, now: Date): boolean {
  const weights = weightsOn(matchWeights, toVnDay(now));
  if (weights === undefined) return false;
  const findings = compareRecords(readPerson(source), readPerson(target), weights, () => []);
  return gradeFindings(findings, likelihood(findings.bits, weights.prior)) === 'certain';
}

const put = (resource: FhirResource): BundleEntry => ({
  resource,
  request: {
    method: 'PUT',
    url: `${resource.resourceType}/${resource.id}`,
    ...(resource.meta?.versionId === undefined ? {} : { ifMatch: `W/"${resource.meta.versionId}"` }),
  },
});

/**
 * A partner says that two records are one person: the same as a clerk who presses the key. A certain pair is merged at once;
 * any other becomes a request that a records clerk completes.
 *
 * @source HL7 v2.5.1 chapter 3, ADT^A34 and A40, MRG (verified); decision 0032
 */
const mergeMapping = (event: string): MessageMapping => ({
  on: `ADT^${event}`,
  id: `patient-index.adt-${event.toLowerCase()}`,
  actAs: ['hospital-link'],
  needs: (message, context) => ({
    kept: need(keptNumbers(message, context)),
    gone: need(goneNumbers(message, context)),
  }),
  map(message, _found, now, context): Bundle {
    const target = keptRecord(message, context);
    const kept: Bundle = { resourceType: 'Bundle', type: 'transaction', entry: [] };
    const isDone = (context.lists.gone ?? []).filter(isPatient).some((one) => isMergedInto(one, target));
    if (isDone) return kept;
    const source = goneRecord(context, target);
    refuseMerge(source, target, {});
    const by = { display: context.channel.partner };
    const at = toVnIso(now);
    const key = mergeKey(source, target);
    const asked = {
      ...mergeTask({ source, target, reason: `${event} của ${context.channel.partner}`, by, at }),
      identifier: [key],
    };
    const task = (resource: typeof asked): BundleEntry => ({
      resource,
      request: { method: 'POST', url: 'Task', ifNoneExist: `identifier=${identifierSystems.task}|${key.value}` },
    });
    if (!isCertain(source, target, now)) return { ...kept, entry: [task(asked)] };
    const merged = mergePatients(source, target);
    // a number of its own: a request that is there already must not keep the note that undoes the merge from being written
    const own = [{ ...key, value: `${key.value}-${message.controlId}` }];
    const done = { ...mergedTask(asked, merged.note, by, at), id: stableId(...Object.values(key)), identifier: own };
    return { ...kept, entry: [put(merged.source), put(merged.target), put(done)] };
  },
});

export const mergeMappings: readonly MessageMapping[] = ['A34', 'A40'].map(mergeMapping);

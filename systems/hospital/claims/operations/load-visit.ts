import { type IdentifiedCharge, loadBenefitRecord } from '@lienmach/benefit';
import { codeSystems, identifierSystems, identifierValue } from '@lienmach/core';
import type { RoomStore } from '@lienmach/system-kit';
import type { Composition, Encounter, FhirResource, Reference } from 'fhir/r4';
import { paperForm } from '../rules/form-rows.ts';
import { literalOf, type VisitRecord } from '../rules/visit-record.ts';

type LinkedType =
  | 'Condition'
  | 'DiagnosticReport'
  | 'MedicationRequest'
  | 'Observation'
  | 'Organization'
  | 'Practitioner';

/** LOINC */
export const BODY_WEIGHT = '29463-7';
const DISCHARGE_SUMMARY = '18842-5';
/** discharge, sick leave, referral */
const PAPER_TYPES = [`${codeSystems.loinc}|${DISCHARGE_SUMMARY}`, `${codeSystems.visitPaper}|`].join(',');
/** how the forms behind tables of the claim are called */
const PAPER_FORMS = paperForm('XML');
/** ids asked for in one search */
const CHUNK = 100;

/** Everything of one type that these references name, in one search per hundred. */
async function fetchLinked(
  store: RoomStore,
  type: LinkedType,
  references: readonly (Reference | undefined)[],
): Promise<FhirResource[]> {
  const ids = new Set(
    references.flatMap((reference) => {
      const [kind, id] = literalOf(reference)?.split('/') ?? [];
      return kind === type && id !== undefined ? [id] : [];
    }),
  );
  const chunks = Array.from({ length: Math.ceil(ids.size / CHUNK) }, (_, at) =>
    [...ids].slice(at * CHUNK, (at + 1) * CHUNK),
  );
  const found = await Promise.all(chunks.map((chunk) => store.search(type, `_id=${chunk.join(',')}`, CHUNK)));
  return found.flat();
}

/** What the lines point to, and in a second step what that points to. */
async function linkedOf(
  store: RoomStore,
  encounter: Encounter,
  charges: readonly IdentifiedCharge[],
  people: readonly (Reference | undefined)[],
): Promise<Map<string, FhirResource>> {
  const lines = charges.map(({ charge }) => charge);
  const [conditions, reports, requests] = await Promise.all([
    fetchLinked(
      store,
      'Condition',
      (encounter.diagnosis ?? []).map((entry) => entry.condition),
    ),
    fetchLinked(
      store,
      'DiagnosticReport',
      lines.flatMap((charge) => charge.service ?? []),
    ),
    fetchLinked(
      store,
      'MedicationRequest',
      lines.flatMap((charge) => charge.supportingInformation ?? []),
    ),
  ]);
  const known = reports.filter((report) => report.resourceType === 'DiagnosticReport');
  const workers = [
    ...lines.flatMap((charge) => [...charge.orderedBy, ...charge.performedBy]),
    ...known.flatMap((report) => report.resultsInterpreter ?? []),
    ...(encounter.participant ?? []).map((participant) => participant.individual),
    ...people,
  ];
  const [observations, practitioners] = await Promise.all([
    fetchLinked(
      store,
      'Observation',
      known.flatMap((report) => report.result ?? []),
    ),
    fetchLinked(store, 'Practitioner', workers),
  ]);
  const all = [...conditions, ...reports, ...requests, ...observations, ...practitioners];
  return new Map(all.map((resource) => [`${resource.resourceType}/${resource.id}`, resource]));
}

/** Facility code of the visit's provider, named or linked; without one, this site's. */
export async function facilityOf(store: RoomStore, encounter: Encounter, ownFacility: string): Promise<string> {
  const provider = encounter.serviceProvider;
  if (provider?.identifier?.system === identifierSystems.facility) return provider.identifier.value ?? ownFacility;
  const [organization] = await fetchLinked(store, 'Organization', [provider]);
  const code =
    organization?.resourceType === 'Organization'
      ? identifierValue(organization, identifierSystems.facility)
      : undefined;
  return code ?? ownFacility;
}

const isDischarge = ({ type }: Composition): boolean =>
  type.coding?.some(({ system, code }) => system === codeSystems.loinc && code === DISCHARGE_SUMMARY) === true;

/** What was written by mistake says nothing. */
const valid = <T extends { status?: string }>(resources: readonly T[]): T[] =>
  resources.filter(({ status }) => status !== 'entered-in-error' && status !== 'cancelled');

/**
 * Everything a claim needs of one visit, in a bounded number of searches however many lines it has.
 *
 * @throws store.notFound (404); core.chargeUnreadable (422) for a line that cannot be read
 */
export async function loadVisit(store: RoomStore, id: string, ownFacility: string): Promise<VisitRecord> {
  const bill = await loadBenefitRecord(store, id);
  const { encounter, charges } = bill;
  const here = `Encounter/${id}`;
  const [patient, weights, notes, papers, relatives, filled, facility] = await Promise.all([
    store.follow('Patient', encounter.subject),
    store.search('Observation', `encounter=${here}&code=${codeSystems.loinc}|${BODY_WEIGHT}`),
    store.search('ClinicalImpression', `encounter=${here}`),
    store.search('Composition', `encounter=${here}&type=${PAPER_TYPES}`),
    store.search('RelatedPerson', `patient=${encounter.subject?.reference ?? ''}`),
    store.search('QuestionnaireResponse', `encounter=${here}&status=completed,amended`),
    facilityOf(store, encounter, ownFacility),
  ]);
  const forms = filled.filter(({ questionnaire }) => questionnaire?.startsWith(PAPER_FORMS) === true);
  const people = [
    ...forms.map((form) => form.author),
    ...notes.map((note) => note.assessor),
    ...papers.flatMap((paper) => paper.author),
  ];
  const linked = await linkedOf(store, encounter, charges, people);
  return {
    ...bill,
    patient,
    facility,
    weights: valid(weights),
    notes: valid(notes),
    papers: valid(papers).filter(isDischarge),
    issued: valid(papers).filter((paper) => !isDischarge(paper)),
    relatives,
    forms,
    linked,
  };
}

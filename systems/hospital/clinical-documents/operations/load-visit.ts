import { codeSystems, nameText } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Composition, Practitioner, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import type { Signer, VisitRecord } from '../exchange/visit-record.ts';
import { type DocumentKind, isReleased } from '../rules/document-kinds.ts';

interface LoadedVisit {
  readonly record: VisitRecord;
  readonly author: Signer;
  readonly signer: Signer | undefined;
}

interface Timed {
  readonly effectiveDateTime?: string | undefined;
}

const byTime = (a: Timed, b: Timed): number => (a.effectiveDateTime ?? '').localeCompare(b.effectiveDateTime ?? '');

const byId = (a: { id?: string | undefined }, b: { id?: string | undefined }): number =>
  (a.id ?? '').localeCompare(b.id ?? '');

async function loadRecord(
  ctx: Context,
  id: string,
): Promise<{ record: VisitRecord; summary: Composition | undefined }> {
  const encounter = await ctx.store.read('Encounter', id);
  const here = `encounter=Encounter/${id}`;
  const patient = await ctx.store.follow('Patient', encounter.subject);
  const [conditions, observations, reports, notes, requests, papers, allergies] = await Promise.all([
    ctx.store.search('Condition', here),
    ctx.store.search('Observation', here),
    ctx.store.search('DiagnosticReport', here),
    ctx.store.search('ClinicalImpression', here),
    ctx.store.search('MedicationRequest', here),
    ctx.store.search('Composition', here),
    ctx.store.search('AllergyIntolerance', `patient=Patient/${patient.id}`),
  ]);
  const paper = (system: string, code: string) =>
    papers.find(
      ({ status, type }) =>
        status === 'final' && type.coding?.some((one) => one.system === system && one.code === code),
    );
  return {
    record: {
      encounter,
      patient,
      conditions: conditions.sort(byId),
      observations: observations.sort(byTime),
      reports: reports.filter(isReleased).sort((a, b) => (a.issued ?? '').localeCompare(b.issued ?? '') || byId(a, b)),
      notes: notes.filter(({ status }) => status !== 'entered-in-error').sort(byTime),
      prescriptions: requests.filter(({ status }) => status === 'active' || status === 'completed').sort(byId),
      allergies: allergies.sort(byId),
      referral: paper(codeSystems.visitPaper, 'referral'),
    },
    summary: paper(codeSystems.loinc, '34133-9'),
  };
}

async function personOf(ctx: Context, person: Reference | undefined): Promise<Practitioner | undefined> {
  return person?.reference?.startsWith('Practitioner/') === true ? ctx.store.follow('Practitioner', person) : undefined;
}

async function signerOf(ctx: Context, who: Reference | undefined, at: string | undefined): Promise<Signer | undefined> {
  if (who === undefined || at === undefined) return undefined;
  const person = await personOf(ctx, who);
  return { person, display: nameText(person?.name) || (who.display ?? ''), at };
}

/** who signed what the document tells: the summary, the referral, or the last released report */
function signatureOf(kind: DocumentKind, record: VisitRecord, summary: Composition | undefined) {
  if (kind === 'laboratory-report') {
    const last = record.reports.at(-1);
    return { who: last?.resultsInterpreter?.[0] ?? last?.performer?.[0], at: last?.issued };
  }
  const paper = kind === 'referral' ? record.referral : summary;
  return { who: paper?.attester?.[0]?.party ?? paper?.author[0], at: paper?.attester?.[0]?.time ?? paper?.date };
}

const doctorOf = ({ encounter }: VisitRecord): Reference | undefined =>
  encounter.participant?.find(({ individual }) => individual?.reference?.startsWith('Practitioner/'))?.individual;

/**
 * The visit with whoever answers for the document: who signed what it tells; else the doctor of the visit wrote it; else
 * whoever asks for it.
 *
 * @throws clinical-documents.noReferral, clinical-documents.noResults
 */
export async function loadVisit(ctx: Context, id: string, kind: DocumentKind): Promise<LoadedVisit> {
  const { record, summary } = await loadRecord(ctx, id);
  if (kind === 'referral' && record.referral === undefined) throw errors.noReferral({ at: 'Encounter' });
  if (kind === 'laboratory-report' && record.reports.length === 0) throw errors.noResults({ at: 'Encounter' });
  const { who, at } = signatureOf(kind, record, summary);
  const signer = await signerOf(ctx, who, at);
  const author = signer ?? (await signerOf(ctx, doctorOf(record) ?? ctx.actor, ctx.now().toISOString()));
  return {
    record,
    signer,
    author: author ?? { person: undefined, display: ctx.actor.display, at: ctx.now().toISOString() },
  };
}

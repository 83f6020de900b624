import { createHash } from 'node:crypto';
import { formatVnTime, parseInstant } from '@lienmach/core';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Binary, BundleEntry, Composition, DocumentReference, FhirResource, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import { summaryXml } from '../exchange/summary-xml.ts';
import { isLocked, withLock } from '../rules/locked-record-guard.ts';
import { diagnosesOf, type VisitRecord, visitSummary } from '../rules/visit-summary.ts';

export interface SignedSummary {
  readonly document: Reference;
  readonly composition: Reference;
  readonly signedAt: string;
  /** number of clinical resources that are locked from now on */
  readonly locked: number;
}

/** POST Encounter/{id}/$sign-summary: the doctor signs the summary of a finished visit, and its record is locked. */
export const signSummary: Operation<void, SignedSummary> = {
  definition: {
    code: 'sign-summary',
    title: { vi: 'Ký tóm tắt hồ sơ', en: 'Sign the visit summary' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    allow: ['doctor'],
    parameter: [
      { name: 'document', use: 'out', min: 1, max: '1', type: 'Reference' },
      { name: 'composition', use: 'out', min: 1, max: '1', type: 'Reference' },
      { name: 'signedAt', use: 'out', min: 1, max: '1', type: 'dateTime' },
      { name: 'locked', use: 'out', min: 1, max: '1', type: 'integer' },
    ],
  },

  async run(ctx, id) {
    const { visit, others } = await readVisit(ctx, id);
    await refuseSecondSignature(ctx, id);
    const now = ctx.now();
    const composition = visitSummary(visit, now);
    const signed = await ctx.signer.sign(summaryXml(composition, visit), now);
    const binaryId = uuid(ctx.randomBytes(16));
    const toLock = lockable(visit, others);
    const [saved, document] = await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        post(withLock(composition), COMPOSITION),
        post(withLock(documentReference(composition, signed, binaryId, now))),
        put(withLock(binary(signed, binaryId, visit))),
        ...toLock.map((resource) => put(withLock(resource))),
      ],
    });
    return {
      document: { reference: `DocumentReference/${document?.id}` },
      composition: { reference: `Composition/${saved?.id}` },
      signedAt: now.toISOString(),
      locked: toLock.length + 3,
    };
  },
};

const COMPOSITION = 'urn:uuid:00000000-0000-4000-8000-000000000001';

const post = (resource: FhirResource, fullUrl?: string): BundleEntry => ({
  ...(fullUrl === undefined ? {} : { fullUrl }),
  resource,
  request: { method: 'POST', url: resource.resourceType },
});

const put = (resource: FhirResource): BundleEntry => ({
  resource,
  request: {
    method: 'PUT',
    url: `${resource.resourceType}/${resource.id}`,
    ...(resource.meta?.versionId === undefined ? {} : { ifMatch: `W/"${resource.meta.versionId}"` }),
  },
});

async function readVisit(ctx: Context, id: string): Promise<{ visit: VisitRecord; others: FhirResource[] }> {
  const encounter = await ctx.store.read('Encounter', id);
  if (encounter.status !== 'finished') {
    throw errors.notFinished({ at: 'Encounter.status', status: encounter.status });
  }
  const here = `encounter=Encounter/${id}`;
  const [patient, signer, conditions, observations, reports, notes, requests, orders, procedures, answers] =
    await Promise.all([
      ctx.store.follow('Patient', encounter.subject),
      ctx.store.follow('Practitioner', ctx.actor),
      ctx.store.search('Condition', here),
      ctx.store.search('Observation', here),
      ctx.store.search('DiagnosticReport', here),
      ctx.store.search('ClinicalImpression', here),
      ctx.store.search('MedicationRequest', here),
      ctx.store.search('ServiceRequest', here),
      ctx.store.search('Procedure', here),
      ctx.store.search('QuestionnaireResponse', here),
    ]);
  const { code, name, organization } = ctx.site.facility;
  const visit: VisitRecord = {
    encounter,
    patient,
    signer,
    conditions,
    observations: observations.sort(byTime),
    reports,
    notes: notes.filter((one) => one.status !== 'entered-in-error').sort(byTime),
    prescriptions: requests.filter((one) => one.status === 'active' || one.status === 'completed'),
    facility: { code, name, reference: organization },
  };
  if (diagnosesOf(visit).length === 0) throw errors.noDiagnosis({ at: 'Encounter.diagnosis' });
  const ended = requests.filter((one) => !visit.prescriptions.includes(one));
  return { visit, others: [...ended, ...orders, ...procedures, ...answers] };
}

interface Timed {
  effectiveDateTime?: string | undefined;
}

const byTime = (a: Timed, b: Timed): number => (a.effectiveDateTime ?? '').localeCompare(b.effectiveDateTime ?? '');

/** Results that are still on their way stay open: they become an addendum. */
function lockable(visit: VisitRecord, others: readonly FhirResource[]): FhirResource[] {
  const isOpen = ({ status }: { status: string }) => ['registered', 'preliminary', 'partial'].includes(status);
  return [
    visit.encounter,
    ...visit.conditions,
    ...visit.observations.filter((one) => !isOpen(one)),
    ...visit.reports.filter((one) => !isOpen(one)),
    ...visit.notes,
    ...visit.prescriptions,
    ...others,
  ].filter((resource) => !isLocked(resource));
}

async function refuseSecondSignature(ctx: Context, id: string): Promise<void> {
  const documents = await ctx.store.search('DocumentReference', `encounter=Encounter/${id}&status=current`);
  const [first] = documents.filter((one) => one.type?.coding?.some((coding) => coding.code === '34133-9'));
  if (first === undefined) return;
  const time = first.date === undefined ? '' : formatVnTime(parseInstant(first.date));
  throw errors.alreadySigned({ at: 'Encounter', time, document: `DocumentReference/${first.id}` });
}

const binary = (signed: string, id: string, { patient }: VisitRecord): Binary => ({
  resourceType: 'Binary',
  id,
  contentType: 'application/xml',
  securityContext: { reference: `Patient/${patient.id}` },
  data: Buffer.from(signed, 'utf8').toString('base64'),
});

/** `hash` is SHA-1 because FHIR R4 says so; what protects the content is the SHA-256 signature inside. */
const documentReference = (
  composition: Composition,
  signed: string,
  binaryId: string,
  now: Date,
): DocumentReference => ({
  resourceType: 'DocumentReference',
  status: 'current',
  docStatus: 'final',
  type: composition.type,
  ...(composition.subject === undefined ? {} : { subject: composition.subject }),
  date: now.toISOString(),
  author: composition.author,
  ...(composition.custodian === undefined ? {} : { custodian: composition.custodian }),
  description: composition.title,
  content: [
    {
      attachment: {
        contentType: 'application/xml',
        language: 'vi-VN',
        url: `Binary/${binaryId}`,
        size: Buffer.byteLength(signed),
        hash: createHash('sha1').update(signed).digest('base64'),
        title: composition.title,
        creation: now.toISOString(),
      },
    },
  ],
  context: {
    encounter: composition.encounter === undefined ? [] : [composition.encounter],
    related: [{ reference: COMPOSITION }],
  },
});

/** version 4 of RFC 9562 from 16 random bytes */
function uuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

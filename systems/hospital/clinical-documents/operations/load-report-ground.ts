import { nameText, present, toVnIso } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { DiagnosticReport, Practitioner, Reference } from 'fhir/r4';
import type { DocumentGround } from '../exchange/document-draft.ts';
import type { Signer } from '../exchange/visit-record.ts';

async function personOf(ctx: Context, who: Reference | undefined): Promise<Practitioner | undefined> {
  return who?.reference?.startsWith('Practitioner/') === true ? ctx.store.follow('Practitioner', who) : undefined;
}

async function signerOf(ctx: Context, who: Reference | undefined, at: string): Promise<Signer> {
  const person = await personOf(ctx, who);
  return { person, display: nameText(person?.name) || (who?.display ?? ''), at };
}

/** One report as the ground of a document: who released it wrote it, who asks signs it. */
export async function loadReportGround(ctx: Context, report: DiagnosticReport, now: Date): Promise<DocumentGround> {
  const [patient, encounter, observations, author, signer] = await Promise.all([
    ctx.store.follow('Patient', report.subject),
    ctx.store.follow('Encounter', report.encounter),
    Promise.all((report.result ?? []).map((one) => ctx.store.follow('Observation', one))),
    signerOf(ctx, report.resultsInterpreter?.[0] ?? report.performer?.[0], report.issued ?? toVnIso(now)),
    signerOf(ctx, ctx.actor, toVnIso(now)),
  ]);
  return {
    kind: 'laboratory-report',
    site: ctx.site,
    author,
    signer,
    ...present({ report: report.id }),
    record: {
      encounter,
      patient,
      observations,
      reports: [report],
      conditions: [],
      notes: [],
      prescriptions: [],
      allergies: [],
      referral: undefined,
    },
  };
}

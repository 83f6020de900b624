import { codeSystems, identifierSystems, toVnIso } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Reference, ServiceRequest, Specimen } from 'fhir/r4';
import { errors } from '../errors.ts';
import { isSampleValid } from '../rules/time-limits.ts';
import { SAMPLE } from './load-patient.ts';

export interface SampleGround {
  readonly order: string | undefined;
  readonly patient: Reference;
  readonly encounter: Reference | undefined;
  readonly specimen: Specimen;
  readonly by: Context['actor'];
  readonly at: string;
}

/** A sample of the blood bank that may still be used. @throws blood-bank.sampleNotOurs, sampleTooOld */
export async function loadSample(ctx: Context, id: string): Promise<SampleGround> {
  const specimen = await ctx.store.read('Specimen', id);
  const isOurs = specimen.meta?.tag?.some((one) => one.system === codeSystems.bloodBank && one.code === SAMPLE);
  if (isOurs !== true || specimen.subject === undefined) throw errors.sampleNotOurs({ at: 'Specimen' });
  if (!isSampleValid(specimen.collection?.collectedDateTime, ctx.now()))
    throw errors.sampleTooOld({ at: 'Specimen.collection' });
  const order: ServiceRequest = await ctx.store.follow('ServiceRequest', specimen.request?.[0]);
  return {
    order: order.id,
    patient: specimen.subject,
    encounter: order.encounter,
    specimen,
    by: ctx.actor,
    at: toVnIso(ctx.now()),
  };
}

/**
 * The tube that was tested, by its scanned number.
 *
 * @throws blood-bank.wrongSample: not a tube of this patient for the blood bank; sampleTooOld
 */
export async function findSample(ctx: Context, scan: string, patient: Reference): Promise<Specimen> {
  const at = "Parameters.parameter.where(name='sample')";
  const number = scan.trim().toUpperCase();
  if (!/^[A-Z0-9-]{1,40}$/.test(number)) throw errors.wrongSample({ at });
  const query = new URLSearchParams({
    identifier: `${identifierSystems.specimenNumber}|${number}`,
    _tag: `${codeSystems.bloodBank}|${SAMPLE}`,
  });
  const found = await ctx.store.find('Specimen', query.toString());
  if (found?.subject?.reference !== patient.reference || found?.status !== 'available')
    throw errors.wrongSample({ at });
  if (!isSampleValid(found.collection?.collectedDateTime, ctx.now())) throw errors.sampleTooOld({ at });
  return found;
}

import { codeSystems } from '@lienmach/core';
import type { Context, Follower } from '@lienmach/system-kit';
import type { FhirResource, Meta, Patient, Reference } from 'fhir/r4';
import { tellAll } from '../exchange/tell-all.ts';
import { type ToldChannel, toldChannel } from '../exchange/told-channels.ts';
import {
  appointmentMessages,
  chargesMessage,
  documentMessage,
  orderMessage,
  personMessage,
  reportMessage,
  type ToldMessage,
  visitMessages,
} from '../exchange/told-messages.ts';

/** What came from a partner, or from another laboratory, is not told back. */
const isOwn = ({ meta }: { readonly meta?: Meta | undefined }): boolean =>
  !(meta?.tag ?? []).some(
    ({ system, code }) =>
      (system === codeSystems.recordOrigin && code === 'partner-message') ||
      (system === codeSystems.resultOrigin && code === 'outside'),
  );

const own = <
  R extends { readonly resourceType: string; readonly id?: string | undefined; readonly meta?: Meta | undefined },
>(
  resource: R,
  isTold: boolean,
): string | undefined => (isTold && isOwn(resource) ? `${resource.resourceType}/${resource.id}` : undefined);

const released: ReadonlySet<string> = new Set(['final', 'amended', 'corrected']);

const idOf = (reference: Reference | undefined): string => reference?.reference?.split('/')[1] ?? '';

/** What its reader may not see is not told. */
const patientOf = (ctx: Context, reference: Reference | undefined): Promise<Patient | undefined> =>
  ctx.store.find('Patient', `_id=${idOf(reference)}`);

type Told = readonly [ToldMessage[], Patient];

async function visitTold(ctx: Context, id: string, wantsCharges: boolean): Promise<Told | undefined> {
  const encounter = await ctx.store.find('Encounter', `_id=${id}`);
  const patient = encounter && (await patientOf(ctx, encounter.subject));
  if (encounter === undefined || patient === undefined) return undefined;
  const messages = visitMessages(encounter, patient, ctx.now());
  if (encounter.status !== 'finished' || !wantsCharges) return [messages, patient];
  const { items } = await ctx.store.page('ChargeItem', `context=Encounter/${id}&_count=500`);
  return [[...messages, chargesMessage(encounter, items, patient, ctx.now())], patient];
}

async function reportTold(ctx: Context, id: string): Promise<Told | undefined> {
  const report = await ctx.store.find('DiagnosticReport', `_id=${id}`);
  const patient = report && (await patientOf(ctx, report.subject));
  if (report === undefined || patient === undefined) return undefined;
  const ids = (report.result ?? []).map(idOf).slice(0, 200);
  const results = ids.length === 0 ? [] : await ctx.store.search('Observation', `_id=${ids.join(',')}`, 200);
  const inOrder = results.toSorted((one, other) => ids.indexOf(one.id ?? '') - ids.indexOf(other.id ?? ''));
  return [[reportMessage(report, inOrder, patient, ctx.now())], patient];
}

async function oneTold(ctx: Context, type: string, id: string): Promise<Told | undefined> {
  if (type === 'Patient') {
    const patient = await ctx.store.find('Patient', `_id=${id}`);
    return patient === undefined ? undefined : [[personMessage(patient, ctx.now())], patient];
  }
  if (type === 'Appointment') {
    const appointment = await ctx.store.find('Appointment', `_id=${id}`);
    const actor = appointment?.participant.find((one) => one.actor?.reference?.startsWith('Patient/'))?.actor;
    const patient = await patientOf(ctx, actor);
    if (appointment === undefined || patient === undefined) return undefined;
    return [appointmentMessages(appointment, patient, ctx.now()), patient];
  }
  if (type === 'ServiceRequest') {
    const order = await ctx.store.find('ServiceRequest', `_id=${id}`);
    const patient = order && (await patientOf(ctx, order.subject));
    return order === undefined || patient === undefined
      ? undefined
      : [[orderMessage(order, patient, ctx.now())], patient];
  }
  const document = await ctx.store.find('DocumentReference', `_id=${id}`);
  const patient = document && (await patientOf(ctx, document.subject));
  if (document === undefined || patient === undefined) return undefined;
  return [[documentMessage(document, patient, ctx.now())], patient];
}

async function channelsOf(ctx: Context): Promise<ToldChannel[]> {
  const endpoints = await ctx.store.search('Endpoint', 'status=active', 200);
  return endpoints.flatMap(toldChannel);
}

/**
 * Partners that ask for it (`sends` of their channel) are told what happens here: visits and persons, appointments, orders,
 * released results, documents, charges of ended visits. Told twice, a message leaves once: its number follows from what it tells.
 */
export const tellPartners: Follower = {
  id: 'tell-partners',
  actAs: ['partner-teller'],
  wantedBy: 'sends',
  of: {
    Patient: (patient) => own(patient, true),
    Encounter: (encounter) => own(encounter, true),
    Appointment: (appointment) => own(appointment, true),
    ServiceRequest: (order) => own(order, order.status === 'active' && !isLaboratory(order)),
    DiagnosticReport: (report) => own(report, released.has(report.status)),
    DocumentReference: (document) => own(document, document.status === 'current'),
  },
  async follow(ctx, reference) {
    const channels = await channelsOf(ctx);
    if (channels.length === 0) return;
    const [type = '', id = ''] = reference.split('/');
    const wantsCharges = channels.some(({ kinds }) => kinds.includes('DFT'));
    const all =
      type === 'Encounter'
        ? await visitTold(ctx, id, wantsCharges)
        : type === 'DiagnosticReport'
          ? await reportTold(ctx, id)
          : await oneTold(ctx, type, id);
    if (all === undefined) return;
    const [messages, patient] = all;
    await tellAll(ctx, channels, messages, `Patient/${patient.id}`);
  },
};

/** Orders of the laboratory go to its analyzers, by the laboratory's own reaction. */
const isLaboratory = (order: Extract<FhirResource, { resourceType: 'ServiceRequest' }>): boolean =>
  order.category?.some(({ coding }) => coding?.some(({ code }) => code === 'laboratory')) ?? false;

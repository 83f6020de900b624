import { codeSystems, parseInstant, toVnDay } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { BundleEntry, DiagnosticReport, ServiceRequest } from 'fhir/r4';
import { errors } from '../errors.ts';
import { actsOf, type CaseAct, caseCharge } from '../rules/case-charge.ts';
import type { CaseSheet } from '../rules/case-sheet.ts';

/** of the day of the order; a special stain without a price is done all the same and charged by hand */
async function conceptOf(ctx: Context, act: CaseAct, isCase: boolean, order: ServiceRequest) {
  const date = toVnDay(order.authoredOn === undefined ? ctx.now() : parseInstant(order.authoredOn));
  const concept = await ctx.terminology.lookup({ system: codeSystems.services7603, code: act.service, date });
  if (concept === undefined && isCase) throw errors.notInForce({ at: 'ServiceRequest.code', name: act.name });
  return concept;
}

/** The charges of a case, each once, however often it is told. */
export async function chargeEntries(
  ctx: Context,
  sheet: CaseSheet,
  order: ServiceRequest,
  report: DiagnosticReport,
): Promise<BundleEntry[]> {
  const encounter = await ctx.store.follow('Encounter', order.encounter);
  const department = ctx.site.units.find(({ kind }) => kind === 'laboratory')?.department ?? '';
  const entries: BundleEntry[] = [];
  for (const [index, act] of actsOf(sheet, order).entries()) {
    const concept = await conceptOf(ctx, act, index === 0, order);
    if (concept === undefined) continue;
    const charge = caseCharge(act, { order, report, encounter, concept, performer: ctx.actor, department });
    const [identifier] = charge.identifier ?? [];
    const ifNoneExist = new URLSearchParams({ identifier: `${identifier?.system}|${identifier?.value}` }).toString();
    entries.push({ resource: charge, request: { method: 'POST', url: 'ChargeItem', ifNoneExist } });
  }
  return entries;
}

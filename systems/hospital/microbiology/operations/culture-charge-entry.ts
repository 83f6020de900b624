import { codeSystems, laboratoryCharge, parseInstant, toVnDay } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { BundleEntry, DiagnosticReport, ServiceRequest } from 'fhir/r4';

/**
 * The charge of a culture, once for its order. An order from elsewhere without a visit or without a price here is told all
 * the same: money never holds back a result.
 */
export async function cultureChargeEntry(
  ctx: Context,
  order: ServiceRequest,
  report: DiagnosticReport,
): Promise<BundleEntry[]> {
  const service = order.code?.coding?.find(({ system }) => system === codeSystems.services7603)?.code ?? '';
  const date = toVnDay(order.authoredOn === undefined ? ctx.now() : parseInstant(order.authoredOn));
  const concept = await ctx.terminology.lookup({ system: codeSystems.services7603, code: service, date });
  const [identifier] = order.identifier ?? [];
  if (order.encounter === undefined || concept === undefined || identifier === undefined) return [];
  const encounter = await ctx.store.follow('Encounter', order.encounter);
  const department = ctx.site.units.find(({ kind }) => kind === 'laboratory')?.department ?? '';
  const charge = laboratoryCharge({
    service,
    name: order.code?.text ?? service,
    order,
    report,
    encounter,
    concept,
    performer: ctx.actor,
    department,
    performedAt: report.effectiveDateTime,
    identifier,
  });
  const query = new URLSearchParams({ identifier: `${identifier.system}|${identifier.value}` });
  return [{ resource: charge, request: { method: 'POST', url: 'ChargeItem', ifNoneExist: query.toString() } }];
}

import type { FhirError } from '@lienmach/outcome';
import type { Context } from '@lienmach/system-kit';
import type { ChargeItem, MedicationRequest } from 'fhir/r4';
import { errors } from '../errors.ts';
import type { WrittenLine } from '../rules/prescription-bundle.ts';
import { codeOf, type VisitToPrescribeFor } from './visit-to-prescribe-for.ts';

interface Replaced {
  readonly requests: readonly MedicationRequest[];
  readonly charges: readonly ChargeItem[];
  readonly refusals: readonly FhirError[];
}

/** One prescription per type and visit: what is there already must be named in `replaces`, and be unpaid. */
export async function readReplaced(
  ctx: Context,
  visit: VisitToPrescribeFor,
  lines: readonly WrittenLine[],
  replaces: readonly string[],
): Promise<Replaced> {
  const here = visit.issued.filter((one) => one.encounter?.reference === `Encounter/${visit.encounter.id}`);
  const requests = here.filter((one) => replaces.includes(codeOf(one) ?? ''));
  const refusals: FhirError[] = [];
  for (const code of replaces) {
    const at = "Parameters.parameter.where(name='replaces')";
    if (!requests.some((one) => codeOf(one) === code)) refusals.push(errors.notReplaceable({ at, code }));
  }
  const types = new Set(lines.map((line) => `-${line.drug.type}`));
  const kept = new Set(here.filter((one) => !requests.includes(one)).map((one) => codeOf(one) ?? ''));
  for (const code of kept) {
    if (types.has(code.slice(-2))) refusals.push(errors.alreadyPrescribed({ at: 'Encounter', code }));
  }
  const items =
    requests.length === 0 ? [] : await ctx.store.search('ChargeItem', `context=Encounter/${visit.encounter.id}`);
  const charges = items.filter((item) =>
    item.supportingInformation?.some((ref) => requests.some((one) => ref.reference === `MedicationRequest/${one.id}`)),
  );
  if (charges.some((item) => item.status === 'billed')) {
    refusals.push(errors.alreadyPaid({ at: 'Encounter', code: replaces.join(', ') }));
  }
  return { requests, charges, refusals };
}

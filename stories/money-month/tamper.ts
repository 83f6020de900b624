import { codeSystems, extensions, identifierSystems, identifierValue } from '@lienmach/core';
import type { ChargeItem, Invoice, PaymentNotice } from 'fhir/r4';
import type { SimulatedHouse } from './simulated-house.ts';

type Tampered = ChargeItem | Invoice | PaymentNotice;

/** One đồng more on a line: also in its total, so that the line itself is sound. */
const dearer = (item: ChargeItem): ChargeItem => ({
  ...item,
  extension: (item.extension ?? []).map((one) =>
    one.url === extensions.charge
      ? {
          ...one,
          extension: (one.extension ?? []).map((part) =>
            part.url === 'hospitalUnitPrice' && part.valueMoney !== undefined
              ? { ...part, valueMoney: { ...part.valueMoney, value: (part.valueMoney.value ?? 0) + 100 } }
              : part,
          ),
        }
      : one,
  ),
});

const isIssued = (invoice: Invoice): boolean =>
  invoice.status === 'issued' &&
  (invoice.type?.coding?.some(({ system }) => system === codeSystems.eInvoiceKind) ?? false);

const paysReceipt = (notice: PaymentNotice): boolean =>
  notice.request !== undefined && identifierValue(notice, identifierSystems.bankTransaction) !== undefined;

async function choose(
  house: SimulatedHouse,
  type: Tampered['resourceType'],
): Promise<[Tampered, Tampered] | undefined> {
  const { hospital } = house;
  if (type === 'ChargeItem') {
    const claims = await hospital.all('Claim');
    const claimed = new Set(claims.map(({ item }) => item?.[0]?.encounter?.[0]?.reference));
    const found = (await hospital.all('ChargeItem')).find(
      ({ status, context }) => status === 'billable' && claimed.has(context?.reference),
    );
    return found && [found, dearer(found)];
  }
  if (type === 'Invoice') {
    const found = (await hospital.all('Invoice')).find(isIssued);
    return found && [found, { ...found, totalGross: { value: 1, currency: 'VND' } }];
  }
  const found = (await hospital.all('PaymentNotice')).find(paysReceipt);
  return found && [found, { ...found, status: 'entered-in-error' }];
}

/** Changes one row behind everybody's back. @returns what puts it back */
export async function tamper(house: SimulatedHouse, type: Tampered['resourceType']): Promise<() => Promise<void>> {
  const chosen = await choose(house, type);
  if (chosen === undefined) throw new Error(`nothing of type ${type} to change`);
  const [before, after] = chosen;
  const { meta: _new, ...changed } = after;
  const { meta } = before;
  const put = (resource: Tampered) =>
    house.update({ ...resource, ...(meta?.tag === undefined ? {} : { meta: { tag: meta.tag } }) });
  await put(changed as Tampered);
  const { meta: _old, ...original } = before;
  return async () => void (await put(original as Tampered));
}

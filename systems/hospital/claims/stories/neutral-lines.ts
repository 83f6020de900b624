import { codeSystems, extensions, identifierSystems } from '@lienmach/core';
import type { Extension } from 'fhir/r4';
import { behind, timed } from './neutral-behind.ts';
import {
  at,
  code,
  concept,
  type Given,
  money,
  organization,
  person,
  text,
  type World,
  when,
} from './neutral-entries.ts';
import type { NeutralLine } from './neutral-visit.ts';

const SERVICE_KINDS: Readonly<Record<string, string>> = { supply: codeSystems.supply };

function chargeDetails(line: NeutralLine): Extension {
  const funds = line.otherFunds;
  const price = line.price ?? line.priceHospital ?? '0';
  const amount = (url: string, value: Given<string>): Extension[] =>
    when(value, (one) => ({ url, valueMoney: money(one) }));
  return {
    url: extensions.charge,
    extension: [
      { url: 'hospitalUnitPrice', valueMoney: money(price) },
      ...amount('insuranceUnitPrice', line.priceInsurance),
      ...amount('ceiling', line.ceiling),
      ...code('costGroup', line.group),
      ...code('paymentMethod', line.paymentMethod ?? 1),
      ...amount('otherFundState', funds?.state),
      ...amount('otherFundForeignAid', funds?.foreignAid),
      ...amount('otherFundDomesticAid', funds?.domesticAid),
      ...amount('otherFundRest', funds?.rest),
      ...code('otherFundFor', line.otherFundsFor),
      ...text('tender', line.tender),
      ...text('bed', line.bed),
      ...text('device', line.device),
      ...text('strength', line.strength),
      ...code('anaesthesia', line.anaesthesia),
      ...code('forService', line.forService),
      ...code('drugPayer', line.payer),
    ],
  };
}

/** For the cashier: the whole line before any ratio. The claim does not use it. */
const totalPrice = ({ quantity, price, priceHospital }: NeutralLine) =>
  money((Number(quantity) * Number(price ?? priceHospital ?? 0)).toFixed(2));

/** One line of cost, and what stands behind it. */
export function addLine(world: World, line: NeutralLine, isDrug: boolean): void {
  const { entries, patient, encounter, account, visit } = world;
  const system = isDrug ? codeSystems.ingredient : (SERVICE_KINDS[line.kind ?? ''] ?? codeSystems.services7603);
  const performer = (role: string, id: string) => ({
    function: concept(codeSystems.chargePerformer, role),
    actor: person(world, id),
  });
  const start = line.performedAt ? at(line.performedAt) : undefined;
  const end = timed.has(line.group) && line.resultAt ? at(line.resultAt) : undefined;
  entries.add({
    resourceType: 'ChargeItem',
    status: 'billable',
    code: { coding: [{ system, code: line.code }], text: line.name },
    subject: patient,
    context: encounter,
    account: [account],
    quantity: { value: Number(line.quantity), unit: line.unit },
    ...(world.isWhole ? { priceOverride: totalPrice(line) } : {}),
    ...(line.serviceRatio === undefined || line.serviceRatio === null
      ? {}
      : { factorOverride: line.serviceRatio / 100 }),
    ...(start === undefined
      ? {}
      : end === undefined
        ? { occurrenceDateTime: start }
        : { occurrencePeriod: { start, end } }),
    performer: [
      performer('ordering', line.orderedBy),
      ...(line.performedBy ?? []).map((id) => performer('performing', id)),
    ],
    performingOrganization: organization(identifierSystems.department, line.department ?? visit.visit.department),
    extension: [
      { url: extensions.orderDate, valueDateTime: at(line.orderedAt) },
      {
        url: extensions.insuranceCostInfo,
        extension: [
          { url: 'scope', valueCodeableConcept: concept(codeSystems.insuranceScope, String(line.scope)) },
          ...when(line.payRatio, (ratio) => ({ url: 'paymentRatio', valueDecimal: ratio })),
        ],
      },
      chargeDetails(line),
    ],
    ...behind(world, line, isDrug),
  });
}

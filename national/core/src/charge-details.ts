import type { ChargeItem, Extension, Money } from 'fhir/r4';
import { extensions } from './canonical.ts';
import { errors } from './errors.ts';
import { extensionOf, extensionValue } from './extension-access.ts';
import { moneyOf, moneyOfUnitPrice, type UnitPrice, unitPriceOfMoney, type Xu, xuOfMoney } from './money.ts';

/** The parts of the `bhyt-charge` extension: what FHIR has no place for. Codes are those of the claim tables. */
export interface ChargeDetails {
  /** price of one at this facility, before any ratio */
  readonly hospitalUnitPrice: UnitPrice;
  /** price of one as the insurance counts it; absent: the hospital price */
  readonly insuranceUnitPrice?: UnitPrice;
  /** most the insurance pays for this line */
  readonly ceiling?: Xu;
  /** cost group (MA_NHOM): 1 laboratory, 4 drugs in the list, 13 examination … */
  readonly costGroup?: string;
  /** how the insurance pays (MA_PTTT): 1 by service */
  readonly paymentMethod?: string;
  readonly otherFundState?: Xu;
  readonly otherFundForeignAid?: Xu;
  readonly otherFundDomesticAid?: Xu;
  readonly otherFundRest?: Xu;
  /** `facility`: the other funds help everybody at the facility and come off the cost first; absent: they help this patient */
  readonly otherFundFor?: string;
  readonly tender?: string;
  readonly bed?: string;
  readonly device?: string;
  readonly strength?: string;
  readonly anaesthesia?: string;
  readonly forService?: string;
  readonly drugPayer?: string;
}

const unitPriceParts = ['hospitalUnitPrice', 'insuranceUnitPrice'] as const;
const amountParts = [
  'ceiling',
  'otherFundState',
  'otherFundForeignAid',
  'otherFundDomesticAid',
  'otherFundRest',
] as const;
const codeParts = ['costGroup', 'paymentMethod', 'anaesthesia', 'forService', 'drugPayer', 'otherFundFor'] as const;
const textParts = ['tender', 'bed', 'device', 'strength'] as const;

function written<Name extends keyof ChargeDetails>(
  details: ChargeDetails,
  names: readonly Name[],
  write: (value: NonNullable<ChargeDetails[Name]>) => Omit<Extension, 'url'>,
): Extension[] {
  return names.flatMap((name) => {
    const value = details[name];
    return value === undefined ? [] : [{ url: name, ...write(value) }];
  });
}

export const detailsExtension = (details: ChargeDetails): Extension => ({
  url: extensions.charge,
  extension: [
    ...written(details, unitPriceParts, (price) => ({ valueMoney: moneyOfUnitPrice(price) })),
    ...written(details, amountParts, (amount) => ({ valueMoney: moneyOf(amount) })),
    ...written(details, codeParts, (code) => ({ valueCode: code })),
    ...written(details, textParts, (text) => ({ valueString: text })),
  ],
});

const place = (name: string): string => `ChargeItem.extension('${extensions.charge}').extension('${name}')`;

function readParts<Name extends string, Value>(
  names: readonly Name[],
  readPart: (name: Name) => Value | undefined,
): Partial<Record<Name, Value>> {
  const found: Partial<Record<Name, Value>> = {};
  for (const name of names) {
    const value = readPart(name);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

/** @throws core.chargeUnreadable when the hospital price is missing */
export function readDetails(item: ChargeItem): ChargeDetails {
  const parts = extensionOf(item, extensions.charge);
  /** Money, or a bare decimal of đồng from senders that write no currency */
  const amountOf = (name: string): Money | undefined => {
    const decimal = extensionValue(parts, name, 'valueDecimal');
    return extensionValue(parts, name, 'valueMoney') ?? (decimal === undefined ? undefined : { value: decimal });
  };
  const prices = readParts(unitPriceParts, (name) => {
    const money = amountOf(name);
    return money === undefined ? undefined : unitPriceOfMoney(money, place(name));
  });
  const amounts = readParts(amountParts, (name) => {
    const money = amountOf(name);
    return money === undefined ? undefined : xuOfMoney(money, place(name));
  });
  const { hospitalUnitPrice } = prices;
  if (hospitalUnitPrice === undefined) {
    throw errors.chargeUnreadable({ at: place('hospitalUnitPrice'), part: 'hospitalUnitPrice' });
  }
  return {
    ...prices,
    hospitalUnitPrice,
    ...amounts,
    ...readParts(codeParts, (name) => extensionValue(parts, name, 'valueCode')),
    ...readParts(textParts, (name) => extensionValue(parts, name, 'valueString')),
  };
}

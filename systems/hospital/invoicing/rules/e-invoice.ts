import { codeSystems, extensions, identifierSystems, identifierValue, parseXu } from '@lienmach/core';
import type { Coding, Extension, Invoice } from 'fhir/r4';

/** What an electronic invoice is for. */
export const eInvoiceKinds = {
  personal: 'Hóa đơn cho người mua',
  summary: 'Hóa đơn tổng cuối ngày',
  insurer: 'Hóa đơn cho cơ quan bảo hiểm xã hội',
  adjustment: 'Hóa đơn điều chỉnh',
  replacement: 'Hóa đơn thay thế',
} as const;
export type EInvoiceKind = keyof typeof eInvoiceKinds;

/**
 * How far an electronic invoice is. `gathering`: the summary still takes receipts in; `waiting`: to be handed to the
 * provider; `created`, `signed`, `sent`: the provider has it; `coded`: it counts; `delivered`: the buyer has it;
 * `rejected`: the tax authority said no; `parked`: the provider said no, a person has to look.
 */
export const eInvoiceStates = [
  'gathering',
  'waiting',
  'created',
  'signed',
  'sent',
  'coded',
  'delivered',
  'rejected',
  'parked',
] as const;
export type EInvoiceState = (typeof eInvoiceStates)[number];

/** @source none: our own code list */
export const isEInvoiceState = (text: string): text is EInvoiceState => eInvoiceStates.some((state) => state === text);

/** The way errors of an invoice are mended: the first one decides for all later ones. */
export type Fix = 'adjusted' | 'replaced';

const tagOf = ({ meta }: Invoice, system: string): string | undefined =>
  meta?.tag?.find((tag) => tag.system === system)?.code;

/** The resource with one tag of this system, or none. @source none: how our own resources are marked */
export function withTag(invoice: Invoice, system: string, code: string | undefined): Invoice {
  const others: Coding[] = (invoice.meta?.tag ?? []).filter((tag) => tag.system !== system);
  const tag = code === undefined ? others : [...others, { system, code }];
  const { tag: _before, ...meta } = invoice.meta ?? {};
  return { ...invoice, meta: { ...meta, ...(tag.length === 0 ? {} : { tag }) } };
}

/** @returns undefined for every other Invoice, papers of the counter included. @source none: our own code list */
export function kindOf(invoice: Invoice): EInvoiceKind | undefined {
  const code = invoice.type?.coding?.find(({ system }) => system === codeSystems.eInvoiceKind)?.code ?? '';
  return Object.hasOwn(eInvoiceKinds, code) ? (code as EInvoiceKind) : undefined;
}

/** @source none: how our own resource is marked */
export function stateOf(invoice: Invoice): EInvoiceState {
  const code = tagOf(invoice, codeSystems.eInvoiceState) ?? '';
  return isEInvoiceState(code) ? code : 'parked';
}

/** @source none: how our own resource is marked */
export const withState = (invoice: Invoice, state: EInvoiceState): Invoice =>
  withTag(invoice, codeSystems.eInvoiceState, state);

/** @source none: how our own resource is marked */
export function fixOf(invoice: Invoice): Fix | undefined {
  const code = tagOf(invoice, codeSystems.eInvoiceFix);
  return code === 'adjusted' || code === 'replaced' ? code : undefined;
}

/** Our own key, which the provider knows too. @source none: our own identifier */
export const keyOf = (invoice: Invoice): string => identifierValue(invoice, identifierSystems.eInvoice) ?? '';

/** `Invoice/<id>` of the one that this one adjusts or replaces. @source none: our own extension */
export const correctedOf = (invoice: Invoice): string | undefined =>
  invoice.extension?.find(({ url }) => url === extensions.correctsInvoice)?.valueReference?.reference;

/** Whole đồng of an invoice; below zero where money went back. @source none: shape of a resource */
export const dongOf = (invoice: Invoice): bigint =>
  parseXu(invoice.totalGross?.value ?? 0, 'Invoice.totalGross') / 100n;

/** What is known of an electronic invoice beside its content. */
export interface EInvoiceDetails {
  /** `Binary/<id>`: what is handed to the provider, written before the first attempt */
  readonly message?: string;
  /** `Binary/<id>`: the list of receipts of a summary */
  readonly list?: string;
  /** how many papers of the counter it covers */
  readonly papers?: number;
  readonly providerId?: string;
  /** form and symbol, e.g. `2C26TAA` */
  readonly symbol?: string;
  readonly number?: string;
  /** code of the tax authority */
  readonly taxCode?: string;
  /** `Binary/<id>`: the signed invoice as the provider gave it */
  readonly xml?: string;
  /** SHA-256 of it, hexadecimal */
  readonly xmlDigest?: string;
  /** why it waits, as a sentence */
  readonly reason?: string;
  /** how often it was corrected */
  readonly fixes?: number;
}

const texts = ['providerId', 'symbol', 'number', 'taxCode', 'xmlDigest', 'reason'] as const;
const references = ['message', 'list', 'xml'] as const;
const counts = ['papers', 'fixes'] as const;

/** @source none: our own extension */
export function detailsOf(invoice: Invoice): EInvoiceDetails {
  const parts = invoice.extension?.find(({ url }) => url === extensions.eInvoice)?.extension ?? [];
  return Object.fromEntries(
    parts.map((part) => [part.url, part.valueString ?? part.valueInteger ?? part.valueReference?.reference]),
  );
}

function partsOf(details: EInvoiceDetails): Extension[] {
  return [
    ...texts.flatMap((url) => (details[url] === undefined ? [] : [{ url, valueString: details[url] }])),
    ...references.flatMap((url) =>
      details[url] === undefined ? [] : [{ url, valueReference: { reference: details[url] } }],
    ),
    ...counts.flatMap((url) => (details[url] === undefined ? [] : [{ url, valueInteger: details[url] }])),
  ];
}

/** The invoice with these details; undefined takes one away. @source none: our own extension */
export function withDetails(
  invoice: Invoice,
  changes: { readonly [K in keyof EInvoiceDetails]: EInvoiceDetails[K] | undefined },
): Invoice {
  const merged = Object.fromEntries(
    Object.entries({ ...detailsOf(invoice), ...changes }).filter(([, value]) => value !== undefined),
  );
  const parts = partsOf(merged);
  const others = (invoice.extension ?? []).filter(({ url }) => url !== extensions.eInvoice);
  const extension = parts.length === 0 ? others : [...others, { url: extensions.eInvoice, extension: parts }];
  const { extension: _before, ...rest } = invoice;
  return extension.length === 0 ? rest : { ...rest, extension };
}

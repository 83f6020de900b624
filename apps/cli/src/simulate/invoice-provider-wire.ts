import { createHash, createHmac } from 'node:crypto';

/** How the provider behaves: well, or with one of the bad days that providers and tax offices have. */
export const providerModes = ['right', 'slow', 'down', 'twice', 'rejects', 'refuses', 'late', 'html'] as const;
export type ProviderMode = (typeof providerModes)[number];
export const isProviderMode = (text: unknown): text is ProviderMode => providerModes.some((mode) => mode === text);

/** An invoice as it comes over the wire. */
export interface InvoiceOrder {
  readonly uuid: string;
  readonly template: string;
  readonly series: string;
  readonly invoiceDate: string;
  readonly seller: { readonly taxNumber: string };
  readonly buyer: { readonly name: string };
  readonly items: readonly { readonly name: string; readonly amount: string }[];
  readonly total: string;
  readonly original?: { readonly uuid: string; readonly no: string; readonly way: string };
}

export type KeptStatus = 'signed' | 'sent' | 'coded' | 'rejected' | 'delivered';

/** What the provider keeps of one. */
export interface Kept {
  readonly order: InvoiceOrder;
  /** SHA-256 of the body: the same key with other content is refused */
  readonly digest: string;
  readonly id: string;
  readonly no: string;
  status: KeptStatus;
  taxCode?: string;
}

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const xu = (amount: string): bigint | undefined => {
  const match = /^(-?)(\d{1,15})\.(\d{2})$/.exec(amount);
  return match === null ? undefined : BigInt(`${match[1]}${match[2]}${match[3]}`);
};

/** Figures of one that do not add up. */
function findWrongSum({ items, total }: InvoiceOrder): string | undefined {
  const amounts = (items ?? []).map(({ amount }) => xu(amount));
  if (amounts.length === 0 || amounts.some((amount) => amount === undefined)) return 'Sai dòng hàng hóa, dịch vụ';
  const sum = amounts.reduce<bigint>((all, amount) => all + (amount ?? 0n), 0n);
  const isRight = /^-?\d{1,15}$/.test(total) && BigInt(total) * 100n === sum;
  return isRight ? undefined : 'Tổng tiền không khớp các dòng';
}

/** An adjustment or replacement of something that does not stand. */
function findWrongOriginal({ original }: InvoiceOrder, kept: ReadonlyMap<string, Kept>): string | undefined {
  if (original === undefined) return undefined;
  const found = kept.get(original.uuid);
  const stands = found?.no === original.no && (found.status === 'coded' || found.status === 'delivered');
  return stands ? undefined : 'Hóa đơn gốc không có hoặc chưa được cấp mã';
}

/** Why a provider would not take this; undefined: it takes it. */
export function findFault(order: InvoiceOrder, kept: ReadonlyMap<string, Kept>): string | undefined {
  const { uuid, template, series, invoiceDate, seller, buyer } = order;
  const heads: readonly (readonly [boolean, string])[] = [
    [/^[0-9A-Za-z.:-]{1,200}$/.test(uuid), 'Thiếu khóa hóa đơn'],
    [/^[12]$/.test(template) && /^[CK]\d{2}[A-Z]{3}$/.test(series), 'Sai mẫu số, ký hiệu'],
    [/^\d{4}-\d{2}-\d{2}$/.test(invoiceDate), 'Sai ngày hóa đơn'],
    [/^\d{10}(-\d{3})?$/.test(seller?.taxNumber ?? ''), 'Sai mã số thuế người bán'],
    [(buyer?.name ?? '') !== '', 'Thiếu tên người mua'],
  ];
  const wrong = heads.find(([isRight]) => !isRight)?.[1];
  return wrong ?? findWrongSum(order) ?? findWrongOriginal(order, kept);
}

const escaped = (text: string): string =>
  text.replace(/[<>&"]/g, (sign) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[sign] ?? '&quot;');

/** A signed invoice that no court would take: it says so. */
function signedXml({ order, no, taxCode }: Kept): string {
  const lines = order.items.map(
    ({ name, amount }, index) =>
      `<HHDVu><STT>${index + 1}</STT><THHDVu>${escaped(name)}</THHDVu><ThTien>${amount}</ThTien></HHDVu>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<HDon><DLHDon Id="${order.uuid}"><TTChung><KHMSHDon>${order.template}</KHMSHDon><KHHDon>${order.series}</KHHDon>`,
    `<SHDon>${no}</SHDon><NLap>${order.invoiceDate}</NLap></TTChung><NDHDon><NMua><Ten>${escaped(order.buyer.name)}</Ten></NMua>`,
    `<DSHHDVu>${lines.join('')}</DSHHDVu><TToan><TgTTTBSo>${order.total}</TgTTTBSo></TToan></NDHDon></DLHDon>`,
    taxCode === undefined ? '' : `<MCCQT>${taxCode}</MCCQT>`,
    '<DSCKS><NBan>BẢN THỬ, KHÔNG CÓ GIÁ TRỊ</NBan></DSCKS></HDon>',
  ].join('');
}

/** What the provider answers about one. */
export const answerOf = (kept: Kept, withXml: boolean): object => ({
  uuid: kept.order.uuid,
  id: kept.id,
  template: kept.order.template,
  series: kept.order.series,
  no: kept.no,
  total: kept.order.total,
  status: kept.status,
  ...(kept.taxCode === undefined ? {} : { taxCode: kept.taxCode }),
  ...(kept.status === 'rejected' ? { message: 'Cơ quan thuế từ chối cấp mã (thử)' } : {}),
  ...(withXml && kept.taxCode !== undefined ? { xml: Buffer.from(signedXml(kept)).toString('base64') } : {}),
});

/** Tells the facility what became of an invoice, signed. @returns the status; 0: nobody answered */
export async function tellFacility(to: string, secret: string, kept: Kept): Promise<number> {
  const body = JSON.stringify(answerOf(kept, false));
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'x-lienmach-timestamp': timestamp,
    'x-lienmach-signature': `v1=${signature}`,
  };
  try {
    const answer = await fetch(to, { method: 'POST', headers, body });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}

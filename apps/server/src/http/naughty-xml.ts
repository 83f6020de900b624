import type { NaughtyBody, Pick } from './naughty-json.ts';

const FHIR = 'http://hl7.org/fhir';
const xmlText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('\0', '');

const patient = (inside: string, before = ''): string =>
  `${before}<Patient xmlns="${FHIR}"><id value="p1"/>${inside}</Patient>`;

/** Each entity ten times the one before. */
const laughs = (): string => {
  const entities = Array.from({ length: 10 }, (_, level) => {
    const inside = level === 0 ? 'lol' : `&l${level - 1};`.repeat(10);
    return `<!ENTITY l${level} "${inside}">`;
  });
  return patient('<language value="&l9;"/>', `<!DOCTYPE a [${entities.join('')}]>`);
};

const outside = (address: string): string =>
  patient('<language value="x"/><name><text value="&e;"/></name>', `<!DOCTYPE a [<!ENTITY e SYSTEM "${address}">]>`);

/** UTF-16 with its mark; declared or not. */
const utf16 = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

const makers = (
  next: () => number,
  pick: Pick,
  text: () => string,
): Readonly<Record<string, () => string | Buffer>> => ({
  'xml billion laughs': laughs,
  'xml outside entity': () =>
    outside(pick(['file:///etc/passwd', 'http://127.0.0.1:1/x', '/etc/passwd', 'data:,x', 'php://x'])),
  'xml outside schema': () => patient('', '<!DOCTYPE a SYSTEM "file:///etc/passwd">'),
  'xml parameter entity': () =>
    patient('', '<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;<!ENTITY q "%p;">]>'),
  'xml hidden document type': () => patient('', pick(['<! DOCTYPE a>', '<!doctype a>', '<!\n\nDOCTYPE a []>'])),
  'xml deep extensions': () => patient('<extension url="u">'.repeat(5_000) + '</extension>'.repeat(5_000)),
  'xml deep resources': () =>
    patient(`${'<contained><Patient>'.repeat(2_000)}${'</Patient></contained>'.repeat(2_000)}`),
  'xml deep narrative': () =>
    patient(
      `<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml">${'<b>'.repeat(3_000)}${'</b>'.repeat(3_000)}</div></text>`,
    ),
  'xml never closed': () => `<Patient xmlns="${FHIR}">${'<name><given value="a">'.repeat(2_000)}`,
  'xml huge attribute': () => patient(`<language value="${'x'.repeat(1_000_000)}"/>`),
  'xml many attributes': () =>
    patient(`<language ${Array.from({ length: 20_000 }, (_, at) => `a${at}="1"`).join(' ')}/>`),
  'xml many elements': () => patient('<name><text value="a"/></name>'.repeat(20_000)),
  'xml twice the attribute': () => patient('<language value="vi" value="en"/>'),
  'xml many namespaces': () =>
    patient(`<language ${Array.from({ length: 5_000 }, (_, at) => `xmlns:n${at}="u${at}"`).join(' ')} value="vi"/>`),
  'xml huge text': () => patient(`<name>${'x'.repeat(500_000)}</name>`),
  'xml naughty texts': () =>
    patient(`<name><text value="${xmlText(text())}"/></name><status value="${xmlText(text())}"/>`),
  'xml raw texts': () => patient(`<name><text value="${text()}"/></name>${text()}`),
  'xml character references': () =>
    patient(
      `<language value="${pick(['&#0;', '&#xD800;', '&#x1F600;', '&#99999999999;', '&#x;', '&#-1;', '&nbsp;', '&amp'])}"/>`,
    ),
  'xml half': () => {
    const whole = patient('<name><text value="a"/></name>');
    return whole.slice(0, Math.floor(next() * whole.length));
  },
  'xml other namespace': () =>
    pick(['<Patient/>', '<Patient xmlns="urn:x"/>', `<a:Patient xmlns:a="${FHIR}"/>`, '<b:Patient/>']),
  'xml no element': () =>
    pick(['', ' ', '<?xml version="1.0"?>', '<!-- a -->', '<![CDATA[x]]>', '<?x y?>', '<', 'x', '\ufeff']),
  'xml strange parts': () =>
    patient(
      pick(['<!-- -- -->', '<![CDATA[x]]>', '<?php x ?>', '<!-- <!ENTITY a "b"> -->', '<name/>', '<id value="b"/>']),
    ),
  'xml script': () =>
    patient(
      `<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml">${pick(['<script>x</script>', '<img src="x" onerror="y"/>', '<a href="javascript:x">a</a>', '<svg xmlns="http://www.w3.org/2000/svg"/>'])}</div></text>`,
    ),
  'xml says another encoding': () =>
    patient(
      '<language value="vi"/>',
      `<?xml version="1.0" encoding="${pick(['UTF-16', 'ISO-8859-1', 'x', 'UTF-7', 'utf-8'])}"?>`,
    ),
  'xml utf-16': () => utf16(patient('<language value="vi"/>', '<?xml version="1.0" encoding="UTF-16"?>')),
  'xml latin-1': () => Buffer.from(patient('<name><text value="Nguyên é"/></name>'), 'latin1'),
  'xml two roots': () => patient('') + patient(''),
  'xml bundle': () =>
    `<Bundle xmlns="${FHIR}"><type value="${pick(['batch', 'transaction', 'x'])}"/><entry><resource><Patient/></resource><request><method value="${pick(['POST', 'GET', 'PATCH', 'x'])}"/><url value="${xmlText(text())}"/></request></entry></Bundle>`,
  'xml parameters': () =>
    `<Parameters xmlns="${FHIR}"><parameter><name value="resource"/><resource><Patient><name><text value="${xmlText(text())}"/></name></Patient></resource></parameter></Parameters>`,
});

/** XML that eats memory, reaches outside, or is none. @param next  chance */
export function naughtyXml(next: () => number, pick: Pick, text: () => string): NaughtyBody {
  const all = makers(next, pick, text);
  const kind = pick(Object.keys(all));
  const made = all[kind]?.() ?? '';
  const content = pick(['application/fhir+xml', 'application/fhir+xml; charset=utf-8', 'application/xml', 'text/xml']);
  return { kind, content, body: typeof made === 'string' ? Buffer.from(made.toWellFormed(), 'utf8') : made };
}

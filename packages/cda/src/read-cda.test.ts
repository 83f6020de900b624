import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCda } from './read-cda.ts';
import { allergiesOf, immunizationsOf, medicinesOf, problemsOf, resultsOf, vitalSignsOf } from './read-statements.ts';
import { readTime } from './read-values.ts';
import { nameUuid, rootOf, systemOf } from './roots.ts';

const samples = new URL('../../../../shared/data/samples/cda/ccda-examples.ndjson.gz', import.meta.url);
const isThere = existsSync(samples);
if (!isThere) console.log('skipped: no ../shared/data/samples/cda beside this checkout');

interface Sample {
  readonly path: string;
  readonly text: string;
}
const all: Sample[] = isThere
  ? gunzipSync(readFileSync(samples))
      .toString('utf8')
      .split('\n')
      .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Sample]))
  : [];

const bytes = (text: string) => new TextEncoder().encode(text);

function codeOf(source: Uint8Array): string {
  try {
    readCda(source);
    return 'read';
  } catch (thrown) {
    return (thrown as { code?: string }).code ?? `bug: ${String(thrown)}`;
  }
}

const header = `<id root="1.2.3"/><recordTarget><patientRole><id root="1.2" extension="7"/><patient>
<name use="L"><family>Nguyễn</family> <given>Thị</given> <given>An</given></name><birthTime value="19580312"/></patient></patientRole></recordTarget>`;

const inSection = (loinc: string, entry: string, text = ''): Uint8Array =>
  bytes(`<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${header}
<component><structuredBody><component><section><code code="${loinc}" codeSystem="2.16.840.1.113883.6.1"/><text>${text}</text>
<entry>${entry}</entry></section></component></structuredBody></component></ClinicalDocument>`);

const sampleSection = (name: string): Uint8Array => {
  const text = all.find(({ path }) => path.includes(name))?.text ?? '';
  const section = text.replace(/<\?xml[^?]*\?>/, '');
  return bytes(`<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${header}
<component><structuredBody>${section.includes('<component>') && !/^\s*(?:<!--[\s\S]*?-->\s*)*<section/.test(section) ? section : `<component>${section}</component>`}</structuredBody></component></ClinicalDocument>`);
};

describe.skipIf(!isThere)('tài liệu người khác viết', () => {
  test('mọi tài liệu trọn vẹn đọc được, mọi mảnh bị từ chối với tên của nó, không cái nào làm hỏng', () => {
    const verdicts = all.map(({ text }) => codeOf(bytes(text)));
    expect(verdicts).toHaveLength(40);
    expect(verdicts.filter((one) => one === 'read')).toHaveLength(4);
    expect(verdicts.filter((one) => one === 'cda.fragment')).toHaveLength(35);
  });

  test('tóm tắt ra viện: người bệnh, sinh hiệu, chẩn đoán, dị ứng, tiêm chủng', () => {
    const document = readCda(bytes(all.find(({ path }) => path.endsWith('Discharge_Summary.xml'))?.text ?? ''));
    expect(document).toMatchObject({
      title: 'Community Health and Hospitals: Discharge Summary',
      time: '2014-09-17T19:04:00-05:00',
      version: 1,
      patient: { name: 'Isabella Jones', family: 'Jones', gender: 'female', birthDate: '2005-05-01' },
    });
    expect(vitalSignsOf(document)).toHaveLength(4);
    expect(problemsOf(document).map(({ concept }) => concept.text)).toContain('Appendicitis');
    expect(allergiesOf(document).map(({ concept, reactions }) => [concept.text, ...reactions])).toContainEqual([
      'Codeine',
      'Wheezing',
    ]);
    expect(immunizationsOf(document)[0]).toMatchObject({ lot: '11234654AA' });
  });

  test.each([
    ['greater than', { amount: { digits: '500', comparator: '>', unit: 'mg/dL', isUcum: true } }],
    ['Non-UCUM', { amount: { digits: '152', unit: 'THOUS/MCL', isUcum: false } }],
    ['COVID', { concept: { codes: [{ code: '260373001' }], text: 'Detected' } }],
  ])('kết quả: %s', (name, value) => {
    const [battery] = resultsOf(readCda(sampleSection(name)));
    expect(battery?.observations[0]?.value).toMatchObject(value);
  });
});

describe('tài liệu độc', () => {
  const good = `<ClinicalDocument xmlns="urn:hl7-org:v3">${header}</ClinicalDocument>`;
  test.each([
    ['đọc được', good, 'read'],
    ['DOCTYPE', `<!DOCTYPE x [<!ENTITY a "b">]>${good}`, 'cda.doctype'],
    ['thực thể giấu trong chú thích', `<!-- <!ENTITY a "b"> -->${good}`, 'cda.doctype'],
    ['bảng mã khác', `<?xml version="1.0" encoding="UTF-16"?>${good}`, 'cda.notUtf8'],
    ['thẻ không đóng', good.slice(0, -4), 'cda.notWellFormed'],
    ['không có gì', '', 'cda.notWellFormed'],
    ['mảnh', '<section xmlns="urn:hl7-org:v3"/>', 'cda.fragment'],
    ['không gian tên khác', '<ClinicalDocument/>', 'cda.otherNamespace'],
    ['lồng quá sâu', `<ClinicalDocument xmlns="urn:hl7-org:v3">${'<a>'.repeat(200)}`, 'cda.tooDeep'],
    [
      'quá nhiều thuộc tính',
      `<ClinicalDocument xmlns="urn:hl7-org:v3" ${Array.from({ length: 70 }, (_, n) => `a${n}="1"`).join(' ')}/>`,
      'cda.tooDeep',
    ],
    ['thiếu số', good.replace('<id root="1.2.3"/>', ''), 'cda.incompleteHeader'],
    [
      'không rõ của ai',
      '<ClinicalDocument xmlns="urn:hl7-org:v3"><id root="1.2"/></ClinicalDocument>',
      'cda.incompleteHeader',
    ],
    ['của hai người', good.replace('</recordTarget>', '</recordTarget><recordTarget/>'), 'cda.incompleteHeader'],
  ])('%s', (_, text, code) => {
    expect(codeOf(bytes(text))).toBe(code);
  });

  test('quá lớn, hoặc không phải UTF-8', () => {
    expect(codeOf(new Uint8Array(20_000_001))).toBe('cda.tooLarge');
    expect(codeOf(new Uint8Array([0x3c, 0xff, 0xfe]))).toBe('cda.notUtf8');
  });

  test('cắt, đảo ở bất kỳ chỗ nào: đọc được hoặc từ chối, không bao giờ hỏng', () => {
    const whole = Buffer.from(
      inSection(
        '30954-2',
        '<organizer classCode="BATTERY"><component><observation><value xsi:type="PQ" value="1"/></observation></component></organizer>',
      ),
    );
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(whole.length), fc.nat(255), (cut, at, byte) => {
        const mutated = Buffer.from(whole.subarray(0, Math.max(cut, 1)));
        mutated[at % mutated.length] = byte;
        expect(codeOf(mutated)).toMatch(/^(?:read|cda\.\w+)$/);
      }),
      { numRuns: 200 },
    );
  });
});

describe('những gì người ta viết', () => {
  test.each([
    ['1958', '1958'],
    ['195803', '1958-03'],
    ['19580312', '1958-03-12'],
    ['201409171904-0500', '2014-09-17T19:04:00-05:00'],
    ['20140917190455.123+07', '2014-09-17T19:04:55+07:00'],
    ['2014091719', '2014-09-17T19:00:00'],
    ['20140230', undefined],
    ['201409172561', undefined],
    ['20150722230000-5000', undefined],
    ['hôm qua', undefined],
  ])('giờ %s', (written, read) => {
    expect(readTime(written)).toBe(read);
  });

  test('tên theo thứ tự đã viết; chữ trong bảng tách ô, tách dòng', () => {
    const document = readCda(
      inSection(
        '30954-2',
        '',
        '<table><tr><td ID="a">Kali &amp; natri</td><td>&lt; 5</td></tr></table><paragraph>Hết</paragraph>',
      ),
    );
    expect(document.patient.name).toBe('Nguyễn Thị An');
    expect(document.sections[0]?.text).toBe('Kali & natri | < 5\nHết');
    expect(document.sections[0]?.words.get('a')).toBe('Kali & natri');
  });

  test('thuốc đã từ chối được đọc là phủ định; không có thuốc thì không bịa', () => {
    const refused =
      '<substanceAdministration negationInd="true" classCode="SBADM" moodCode="EVN"><consumable><manufacturedProduct><manufacturedMaterial><name>Aspirin</name></manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration>';
    expect(medicinesOf(readCda(inSection('10160-0', refused)))).toMatchObject([
      { isNegated: true, concept: { text: 'Aspirin' } },
    ]);
    expect(medicinesOf(readCda(inSection('10160-0', '<act/>')))).toEqual([]);
  });

  test('hệ mã có OID thì dùng OID, không có thì UUID theo tên, và đọc ngược lại được', () => {
    // value of uuid5 in the documentation of Python
    expect(nameUuid('http://python.org/')).toBe('4c565f0d-3f5a-5890-b41b-20cf47701c5e');
    expect(rootOf('http://loinc.org')).toBe('2.16.840.1.113883.6.1');
    expect(systemOf('2.16.840.1.113883.6.1')).toBe('http://loinc.org');
    const own = 'https://example.org/sid/a';
    expect(systemOf(rootOf(own).toUpperCase(), [own])).toBe(own);
    expect(systemOf('1.2.3')).toBe('urn:oid:1.2.3');
    expect(systemOf(nameUuid('x'))).toBe(`urn:uuid:${nameUuid('x')}`);
    expect(rootOf('urn:oid:1.2.3')).toBe('1.2.3');
  });
});

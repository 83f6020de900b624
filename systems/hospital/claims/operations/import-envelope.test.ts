import { codeSystems, identifierSystems } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary, Encounter, OperationOutcome, Patient, Reference } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeEnvelope } from '../exchange/write-envelope.ts';
import { claims } from '../index.ts';
import type { ClaimFile } from '../rules/claim-file.ts';
import { type Changes, claimWith } from '../stories/claim-for-tests.ts';
import { finishedVisit } from '../stories/visit-for-tests.ts';
import { bhytClaim } from './bhyt-claim.ts';
import { importEnvelope } from './import-envelope.ts';

let here: TestHospital;
let there: TestHospital;
beforeAll(async () => {
  const options = { startsAt: '2026-11-21T01:00:00.000Z' };
  here = await openTestHospital([claims], options);
  there = await openTestHospital([claims], options);
});
afterAll(() => Promise.all([here.close(), there.close()]));

interface Answer {
  readonly outcome: OperationOutcome;
  readonly visit: readonly {
    readonly claimId: string;
    readonly state: string;
    readonly encounter?: Reference;
    readonly outcome: OperationOutcome;
  }[];
}

const binary = (content: string | Uint8Array): Binary => ({
  resourceType: 'Binary',
  contentType: 'application/xml',
  data: Buffer.from(content).toString('base64'),
});
const bring = (content: string | Uint8Array, look = false): Promise<Answer> =>
  there.as('claims-clerk').call<Answer>(importEnvelope, undefined, { xml: binary(content), ...(look ? { look } : {}) });
const codesOf = ({ issue }: OperationOutcome): string[] =>
  issue.flatMap(({ details }) => details?.coding?.flatMap(({ code }) => code ?? []) ?? []);
const envelope = (...files: ClaimFile[]): string =>
  writeEnvelope({ facility: '99001', made: '20261121', claims: files });

let numbers = 0;
/** A claim of its own: another visit, another person. */
function anotherClaim(changes: Changes = {}): ClaimFile {
  const number = String(++numbers).padStart(3, '0');
  const own: Readonly<Record<string, string>> = {
    MA_LK: `LK-NHAP-${number}`,
    MA_BN: `26-N${number}`,
    SO_CCCD: `099086980${number}`,
    MA_BENH: 'I10',
  };
  return new Map(
    [...claimWith(changes)].map(([table, rows]) => [
      table,
      rows.map((row, at) => {
        const given = changes[table]?.[at] ?? {};
        return new Map([...row].map(([name, text]) => [name, given[name] ?? own[name] ?? text]));
      }),
    ]),
  );
}
const idOf = (claim: ClaimFile): string => claim.get('XML1')?.[0]?.get('MA_LK') ?? '';
const visitsOf = async (claim: ClaimFile): Promise<Encounter[]> =>
  there.as('tool').store.search('Encounter', `identifier=${identifierSystems.claimId}|${idOf(claim)}`);

describe('nhập hồ sơ BHYT thành hồ sơ người bệnh', () => {
  test('từ bệnh viện này sang bệnh viện trống: lập lại ra đúng từng byte', async () => {
    const encounter = await finishedVisit(here);
    const sent = await here.as('claims-clerk').call<{ xml: Binary }>(bhytClaim, `Encounter/${encounter.id}`);
    const answer = await bring(Buffer.from(sent.xml.data ?? '', 'base64'));
    expect(answer.visit).toMatchObject([{ state: 'written' }]);
    expect(codesOf(answer.visit[0]?.outcome ?? answer.outcome)).toEqual(['claims.nothingToNote']);
    const again = await there
      .as('claims-clerk')
      .call<{ xml: Binary }>(bhytClaim, answer.visit[0]?.encounter?.reference ?? '');
    expect(again.xml.data).toBe(sent.xml.data);
  });

  test('mang đúng chỗ: người bệnh, thẻ, lượt khám, chi phí, đơn thuốc, kết quả, và ai nhập từ tệp nào', async () => {
    const claim = anotherClaim();
    const { visit } = await bring(envelope(claim));
    const at = visit[0]?.encounter?.reference;
    const { store } = there.as('tool');
    const encounter = await store.follow('Encounter', visit[0]?.encounter);
    expect(encounter).toMatchObject({
      status: 'finished',
      meta: { tag: [{ system: codeSystems.recordOrigin, code: 'claim-file' }] },
      period: { start: '2026-09-07T08:00:00+07:00', end: '2026-09-07T11:00:00+07:00' },
    });
    const patient = await store.follow('Patient', encounter.subject);
    expect(patient).toMatchObject({ birthDate: '1986-03-05', gender: 'male', name: [{ text: 'Trần Đình Thử' }] });
    expect(await store.search('ChargeItem', `context=${at}`)).toHaveLength(3);
    expect(await store.search('Coverage', `beneficiary=Patient/${patient.id}`)).toMatchObject([
      { period: { start: '2026-01-01', end: '2026-12-31' } },
    ]);
    expect(await store.search('MedicationRequest', `encounter=${at}`)).toMatchObject([{ status: 'completed' }]);
    expect(await store.search('DiagnosticReport', `encounter=${at}`)).toMatchObject([{ status: 'final' }]);
    expect(await store.search('Provenance', `target=${at}`)).toMatchObject([
      { agent: [{ who: { reference: 'Practitioner/claims-clerk' } }] },
    ]);
  });

  test('tệp dạng base64, bảng trong tệp viết thẳng XML, không ghi base64: đọc được', async () => {
    const claim = anotherClaim();
    const written = envelope(claim);
    const opened = written.replace(/<NOIDUNGFILE>([^<]+)</g, (_, content: string) => {
      const inner = Buffer.from(content, 'base64').toString('utf8');
      return `<NOIDUNGFILE><![CDATA[${inner}]]><`;
    });
    const { visit } = await bring(Buffer.from(opened, 'utf8').toString('base64'));
    expect(visit).toMatchObject([{ state: 'written' }]);
    expect(codesOf(visit[0]?.outcome ?? { resourceType: 'OperationOutcome', issue: [] })).toContain('ENV-08');
  });

  test('nhập lại đúng tệp ấy, hay hai người nhập cùng lúc: một lượt khám, không dòng nào bị nhân đôi', async () => {
    const claim = anotherClaim();
    const both = await Promise.all([bring(envelope(claim)), bring(envelope(claim))]);
    const third = await bring(envelope(claim));
    expect(third.visit).toMatchObject([{ state: 'known' }]);
    expect(codesOf(third.visit[0]?.outcome ?? third.outcome)).toEqual(['claims.alreadyThere']);
    expect(both.map(({ visit }) => visit[0]?.encounter?.reference)).toEqual([
      third.visit[0]?.encounter?.reference,
      third.visit[0]?.encounter?.reference,
    ]);
    const [visit, ...others] = await visitsOf(claim);
    expect(others).toEqual([]);
    expect(await there.as('tool').store.search('ChargeItem', `context=Encounter/${visit?.id}`)).toHaveLength(3);
  });

  test('lượt khám đã hủy vì ghi nhầm: nhập lại thành lượt mới, lượt cũ vẫn là ghi nhầm', async () => {
    const claim = anotherClaim();
    await bring(envelope(claim));
    const { store } = there.as('tool');
    const [first] = await visitsOf(claim);
    if (first === undefined) throw new TypeError('the visit is not there');
    await store.update<Encounter>({ ...first, status: 'entered-in-error' });
    expect((await bring(envelope(claim))).visit).toMatchObject([{ state: 'written' }]);
    expect((await visitsOf(claim)).map(({ status }) => status).toSorted()).toEqual(['entered-in-error', 'finished']);
  });

  test('lượt nhập từ tệp đã được nơi khác đòi: lập cả tháng không lập lại, người yêu cầu thì có', async () => {
    const claim = anotherClaim();
    const { visit } = await bring(envelope(claim));
    const clerk = there.as('claims-clerk');
    await clerk.call('Claim/$prepare-claims', undefined, { month: '2026-09' });
    await there.settled();
    expect(await there.all('Claim')).toEqual([]);
    await clerk.call('Encounter/$prepare-claim', visit[0]?.encounter?.reference ?? '');
    expect(await there.all('Claim')).toHaveLength(1);
  });

  test('chỉ xem: nói hết như khi nhập mà không ghi gì', async () => {
    const claim = anotherClaim();
    expect((await bring(envelope(claim), true)).visit).toMatchObject([{ state: 'readable' }]);
    expect(await visitsOf(claim)).toEqual([]);
  });

  test('điều hồ sơ không có chỗ ghi, kể cả thẻ lạ, được giữ kèm và lập lại thì thấy', async () => {
    const claim = anotherClaim({
      XML1: [{ NHOM_MAU: 'O+', GHI_CHU: 'Khám lại sau 1 tháng' }],
      XML3: [{ GOI_VTYT: 'G1', MA_BENH: 'I10;E78.5' }],
      XML4: [{ DU_PHONG: 'x' }],
    });
    const raw = envelope(claim);
    const inner = (table: string): string =>
      Buffer.from(new RegExp(`${table}</LOAIHOSO><NOIDUNGFILE>([^<]+)`).exec(raw)?.[1] ?? '', 'base64').toString(
        'utf8',
      );
    const stranger = inner('XML1').replace('</TONG_HOP>', '<THE_LA>giữ lại</THE_LA></TONG_HOP>');
    const { visit } = await bring(
      raw.replace(Buffer.from(inner('XML1')).toString('base64'), Buffer.from(stranger).toString('base64')),
    );
    expect(visit).toMatchObject([{ state: 'written' }]);
    expect(codesOf(visit[0]?.outcome ?? { resourceType: 'OperationOutcome', issue: [] })).toEqual([
      'claims.unknownElement',
    ]);
    const again = await there.as('claims-clerk').call<{ xml: Binary }>(bhytClaim, visit[0]?.encounter?.reference ?? '');
    expect(Buffer.from(again.xml.data ?? '', 'base64').toString('utf8')).toBe(raw);
  });

  test('tiền trong tệp khác cách tính: vẫn nhập, chỗ khác được nói rõ cả hai con số', async () => {
    const claim = anotherClaim({ XML2: [{ T_BHTT: '320000.01', SO_LUONG: '20' }] });
    const { visit } = await bring(envelope(claim));
    expect(visit[0]?.outcome.issue).toMatchObject([
      {
        severity: 'warning',
        expression: ['XML2[1].T_BHTT'],
        details: { text: expect.stringContaining('320000.01, tính lại được 320000.00') },
      },
    ]);
  });

  test('không tính lại được quyền lợi (đối tượng lạ): vẫn nhập và nói vì sao', async () => {
    const { visit } = await bring(envelope(anotherClaim({ XML1: [{ MA_DOITUONG_KCB: '77' }] })));
    expect(visit).toMatchObject([{ state: 'written' }]);
    expect(codesOf(visit[0]?.outcome ?? { resourceType: 'OperationOutcome', issue: [] })).toEqual([
      'claims.notClaimable',
    ]);
  });
});

describe('người bệnh đã có trong hồ sơ', () => {
  const known = async (row: Readonly<Record<string, string>>): Promise<Patient | undefined> =>
    there
      .as('tool')
      .store.find('Patient', `identifier=${identifierSystems.patientNumber}|${encodeURIComponent(row.MA_BN ?? '')}`);

  test('tìm theo số định danh hay mã người bệnh; điều tệp ghi khác không ghi đè', async () => {
    const first = anotherClaim();
    await bring(envelope(first));
    const row = Object.fromEntries(first.get('XML1')?.[0] ?? []);
    const person = { MA_BN: row.MA_BN ?? '', SO_CCCD: row.SO_CCCD ?? '' };
    const second = anotherClaim({ XML1: [{ ...person, DIA_CHI: 'Xã Khác, Tỉnh Thử' }] });
    const { visit } = await bring(envelope(second));
    expect(visit[0]?.outcome.issue).toMatchObject([{ expression: ['XML1[1].DIA_CHI'] }]);
    expect(JSON.stringify(visit[0]?.outcome)).not.toContain('Xã Thử');
    expect((await known(row))?.address?.[0]?.text).toBe('Xã Thử, Tỉnh Thử');
    const visits = await Promise.all([visitsOf(first), visitsOf(second)]);
    expect(new Set(visits.flat().map(({ subject }) => subject?.reference)).size).toBe(1);
  });

  test('cùng số mà khác họ tên: không nhập, không ghi gì', async () => {
    const first = anotherClaim();
    await bring(envelope(first));
    const number = first.get('XML1')?.[0]?.get('MA_BN') ?? '';
    const other = anotherClaim({ XML1: [{ MA_BN: number, HO_TEN: 'Lê Thị Khác' }] });
    const { visit } = await bring(envelope(other));
    expect(visit).toMatchObject([{ state: 'refused', outcome: { issue: [{ code: 'conflict' }] } }]);
    expect(codesOf(visit[0]?.outcome ?? { resourceType: 'OperationOutcome', issue: [] })).toEqual([
      'claims.otherPerson',
    ]);
    expect(await visitsOf(other)).toEqual([]);
  });

  test('số định danh của người này, mã người bệnh của người kia: không nhập', async () => {
    const [a, b] = [anotherClaim(), anotherClaim()];
    await bring(envelope(a, b));
    const mixed = anotherClaim({
      XML1: [
        {
          MA_BN: a.get('XML1')?.[0]?.get('MA_BN') ?? '',
          SO_CCCD: b.get('XML1')?.[0]?.get('SO_CCCD') ?? '',
        },
      ],
    });
    const { visit } = await bring(envelope(mixed));
    expect(codesOf(visit[0]?.outcome ?? { resourceType: 'OperationOutcome', issue: [] })).toEqual([
      'claims.severalPeople',
    ]);
  });

  test('mã người bệnh của cơ sở khác không phải mã của ta', async () => {
    const own = anotherClaim();
    await bring(envelope(own));
    const number = own.get('XML1')?.[0]?.get('MA_BN') ?? '';
    const foreign = anotherClaim({ XML1: [{ MA_BN: number, HO_TEN: 'Lê Thị Khác', MA_CSKCB: '99002' }] });
    expect((await bring(envelope(foreign))).visit).toMatchObject([{ state: 'written' }]);
    const [visit] = await visitsOf(foreign);
    expect(visit?.serviceProvider?.identifier?.value).toBe('99002');
  });
});

describe('tệp hỏng', () => {
  test.each<[string, (xml: string) => string]>([
    ['bị cắt giữa chừng', (xml) => xml.slice(0, xml.length / 2)],
    ['có DOCTYPE và thực thể', (xml) => xml.replace('<GIAMDINHHS', '<!DOCTYPE a [<!ENTITY b "c">]><GIAMDINHHS')],
    ['khai mã hóa khác', (xml) => xml.replace('utf-8', 'utf-16')],
    ['base64 sai', (xml) => `${Buffer.from(xml).toString('base64').slice(0, -3)}#`],
    ['trang lỗi HTML', () => '<!doctype html><html><body>502</body></html>'],
    ['trống', () => ' '],
  ])('%s: nói rõ, không nhập gì', async (_, spoil) => {
    const claim = anotherClaim();
    const answer = await bring(spoil(envelope(claim)));
    expect(answer.visit).toEqual([]);
    expect(codesOf(answer.outcome)).toContain('ENV-01');
    expect(await visitsOf(claim)).toEqual([]);
  });

  test('nhiều hồ sơ: hồ sơ hỏng bị từ chối kèm chỗ sai, hồ sơ lành vẫn vào; bảng lẻ của hồ sơ hỏng không vào', async () => {
    const good = anotherClaim();
    const late = anotherClaim({ XML1: [{ NGAY_VAO: '202613450800' }] });
    const strange = anotherClaim({ XML2: [{ MA_LK: 'LK-KHAC' }] });
    const heavy = anotherClaim({ XML2: [{ SO_LUONG: '1,5' }] });
    const nameless = anotherClaim({ XML3: [{ MA_DICH_VU: '' }] });
    const fine = anotherClaim({ XML2: [{ SO_LUONG: '0.00001' }] });
    const { visit } = await bring(envelope(good, late, strange, heavy, nameless, fine));
    expect(visit.map(({ state, outcome }) => [state, ...codesOf(outcome)])).toEqual([
      ['written', 'claims.nothingToNote'],
      ['refused', 'STR-06'],
      ['refused', 'STR-10'],
      ['refused', 'STR-05'],
      ['refused', 'STR-03'],
      ['refused', 'core.tooPrecise'],
    ]);
    for (const claim of [late, strange, heavy, nameless, fine]) {
      expect(await visitsOf(claim)).toEqual([]);
      const number = claim.get('XML1')?.[0]?.get('MA_BN') ?? '';
      const people = await there
        .as('tool')
        .store.search('Patient', `identifier=${identifierSystems.patientNumber}|${number}`);
      expect(people).toEqual([]);
    }
  });

  test('MA_LK hai lần trong một tệp: không biết tin dòng nào, cả hai bị từ chối', async () => {
    const claim = anotherClaim();
    const { visit } = await bring(envelope(claim, claim));
    expect(visit.map(({ state, outcome }) => [state, ...codesOf(outcome)])).toEqual([
      ['refused', 'STR-11'],
      ['refused', 'STR-11'],
    ]);
  });

  test('một bảng không giải mã được: hồ sơ ấy không vào nửa chừng', async () => {
    const claim = anotherClaim();
    const broken = envelope(claim).replace(/(XML3<\/LOAIHOSO><NOIDUNGFILE>)[^<]+/, '$1###');
    const { visit } = await bring(broken);
    expect(visit).toMatchObject([{ state: 'refused' }]);
    expect(codesOf(visit[0]?.outcome ?? { resourceType: 'OperationOutcome', issue: [] })).toContain('ENV-08');
    expect(await visitsOf(claim)).toEqual([]);
  });

  test('dòng để lộn xộn: xếp lại theo STT', async () => {
    const claim = anotherClaim();
    const shuffled = new Map([...claim, ['XML3', (claim.get('XML3') ?? []).toReversed()] as const]);
    const { visit } = await bring(envelope(shuffled));
    const again = await there.as('claims-clerk').call<{ xml: Binary }>(bhytClaim, visit[0]?.encounter?.reference ?? '');
    expect(Buffer.from(again.xml.data ?? '', 'base64').toString('utf8')).toBe(envelope(claim));
  });

  test('không gửi tệp, tệp quá lớn, tệp check-in: từ chối rõ', async () => {
    const clerk = there.as('claims-clerk');
    await expect(clerk.call(importEnvelope, undefined, { xml: { resourceType: 'Binary', contentType: 'a/b' } }))
      .rejects // without data
      .toMatchObject({ code: 'claims.noXml' });
    await expect(bring('a'.repeat(20_000_003))).rejects.toMatchObject({ code: 'claims.fileTooLarge' });
    const checkIn = await bring(
      '<CHI_TIEU_TRANG_THAI_KCB><DSACH_TRANG_THAI_KCB></DSACH_TRANG_THAI_KCB></CHI_TIEU_TRANG_THAI_KCB>',
    );
    expect(codesOf(checkIn.outcome)).toEqual(['claims.checkInFile']);
  });
});

import { type NeutralVisit, neutralVisitBundle } from '@lienmach/claims/stories';
import { type Demo, valueIn } from '@lienmach/cli';
import type { Binary, Claim, Condition, Encounter, FhirResource, Parameters, Task } from 'fhir/r4';

/** The month before this one, `yyyy-MM`: its visits are over whatever day it is. */
export function lastMonth(now = new Date()): string {
  const [year = 0, month = 1] = new Date(now.getTime() + 7 * 3_600_000).toISOString().split('-').map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}

let visits = 0;

/** A finished visit of 100.600 đồng, card 80 %, one examination; nobody of that name is meant. */
function plainVisit(name: string, month: string): NeutralVisit {
  visits += 1;
  const day = `${month}-07`;
  const year = month.slice(0, 4);
  return {
    id: `bhyt${visits}`,
    title: 'Khám thường',
    facility: { code: '99001', name: 'Bệnh viện Đa khoa Thử', level: 'basic', points: 45, formerTier: 'district' },
    practitioners: [
      { id: 'doctor', license: '990101/THU-GPHN', name: 'BS. Trần Văn Thử' },
      { id: 'head', license: '990100/THU-GPHN', name: 'BS. Nguyễn Thị Mẫu Giám' },
    ],
    patient: {
      number: `26-97${visits}`,
      name,
      personalNumber: `09908699${String(visits).padStart(4, '0')}`,
      birth: '1986-03-05',
      sex: 1,
      nationality: '000',
      ethnicity: '01',
      occupation: '00',
      address: 'Xã Thử, Tỉnh Thử',
      province: '99',
      commune: '99001',
    },
    cards: [
      {
        number: `GD499999${String(visits).padStart(7, '0')}`,
        registeredAt: '99001',
        from: `${year}-01-01`,
        to: `${year}-12-31`,
      },
    ],
    visit: {
      claimId: `LK-RA-${visits}`,
      recordNumber: `HSRA-${visits}`,
      type: '01',
      entitlement: '1.1',
      in: `${day}T08:00`,
      out: `${day}T11:00`,
      reason: 'Mệt',
      diagnosisIn: 'Tăng huyết áp',
      diagnosisOut: 'Tăng huyết áp',
      icdMain: 'I10',
      treatment: 'Điều trị nội khoa',
      outcome: 2,
      leaving: 1,
      department: 'K01',
      weightKg: '62.5',
      head: 'head',
    },
    services: [
      {
        line: 'kham',
        kind: 'exam',
        code: '02.1896',
        name: 'Khám Nội',
        group: 13,
        unit: 'Lần',
        quantity: '1',
        priceHospital: '100600',
        payRatio: 100,
        scope: 1,
        orderedBy: 'doctor',
        orderedAt: `${day}T08:10`,
        performedBy: ['doctor'],
      },
    ],
  };
}

/** An ultrasound of 298.000 đồng that nobody has performed. */
function withLooseLine(visit: NeutralVisit): NeutralVisit {
  const day = visit.visit.in.slice(0, 10);
  return {
    ...visit,
    services: [
      ...(visit.services ?? []),
      {
        line: 'sieu-am',
        kind: 'imaging',
        code: '18.0015.0001',
        name: 'Siêu âm ổ bụng',
        group: 2,
        unit: 'Lần',
        quantity: '1',
        priceHospital: '298000',
        payRatio: 100,
        scope: 1,
        orderedBy: 'doctor',
        orderedAt: `${day}T08:30`,
        performedBy: [],
      },
    ],
  };
}

async function stored(demo: Demo, visit: NeutralVisit): Promise<Claim> {
  const [tool, clerk] = await Promise.all([demo.as('tool'), demo.as('claims-clerk')]);
  const written = await tool.transaction(neutralVisitBundle(visit, true));
  const encounter = written.entry
    ?.map(({ response }) => /Encounter\/[A-Za-z0-9.-]+/.exec(response?.location ?? '')?.[0])
    .find((found) => found !== undefined);
  return clerk.operation<Claim>(`${encounter}/$prepare-claim`);
}

/** Five claims of a month: two that break rules, three that break none. */
export async function claimsOfAMonth(demo: Demo, month: string) {
  const noDiagnosis = plainVisit('Lê Văn Bình Thử', month);
  return {
    loose: await stored(demo, withLooseLine(plainVisit('Nguyễn Thị An Thử', month))),
    noDiagnosis: await stored(demo, { ...noDiagnosis, visit: { ...noDiagnosis.visit, icdMain: null } }),
    clean: await stored(demo, plainVisit('Trần Thị Cúc Thử', month)),
    other: await stored(demo, plainVisit('Phạm Văn Dũng Thử', month)),
    sent: await stored(demo, plainVisit('Đỗ Thị Giang Thử', month)),
  };
}

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
const text = (data: string): string => Buffer.from(data, 'base64').toString('utf8');

/** An envelope with another main diagnosis. */
const otherwise = (envelope: string): string =>
  envelope.replace(/<NOIDUNGFILE>([^<]*)<\/NOIDUNGFILE>/g, (_, data: string) => {
    const inner = text(data).replace('<MA_BENH_CHINH>I10<', '<MA_BENH_CHINH>I11<');
    return `<NOIDUNGFILE>${base64(inner)}</NOIDUNGFILE>`;
  });

const create = (resource: FhirResource) => ({
  resource,
  request: { method: 'POST' as const, url: resource.resourceType },
});

/** The insurer holds this claim; what it got differs in one field from what the record says. */
export async function sendInPast(demo: Demo, claim: Claim): Promise<void> {
  const [tool, clerk] = await Promise.all([demo.as('tool'), demo.as('claims-clerk')]);
  const visit = claim.item?.[0]?.encounter?.[0]?.reference;
  const answer = await clerk.operation<Parameters>(`${visit}/$bhyt-claim`);
  const xml = text(valueIn<Binary>(answer, 'xml')?.data ?? '');
  const file = 'urn:uuid:0b0f9a52-6f3b-4a63-9a7e-0c1e8a4d2f11';
  const binary: Binary = { resourceType: 'Binary', contentType: 'application/xml', data: base64(otherwise(xml)) };
  const sending: Task = {
    resourceType: 'Task',
    status: 'completed',
    intent: 'order',
    code: {
      coding: [{ system: 'https://lienmach.vn/fhir/CodeSystem/task-kind', code: 'claim-sending' }],
      text: 'Gửi hồ sơ BHYT',
    },
    focus: { reference: `Claim/${claim.id}` },
    for: claim.patient,
    authoredOn: '2026-10-05T09:00:00+07:00',
    requester: { reference: 'Practitioner/giam-dinh', display: 'Ngô Văn Thử Tính' },
    input: [{ type: { text: 'GIAMDINHHS' }, valueReference: { reference: file } }],
  };
  await tool.transaction({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [{ ...create(binary), fullUrl: file }, create(sending)],
  });
  const tags = (claim.meta?.tag ?? []).map((tag) => ({ ...tag, code: tag.code?.replace('.ready', '.sent') ?? '' }));
  await tool.put<Claim>({ ...claim, status: 'active', meta: { ...claim.meta, tag: tags } });
}

/** The doctor adds the main diagnosis that was missing. */
export async function mendDiagnosis(demo: Demo, claim: Claim): Promise<void> {
  const tool = await demo.as('tool');
  const visit = await tool.get<Encounter>(claim.item?.[0]?.encounter?.[0]?.reference ?? '');
  const main = visit.diagnosis?.find(({ rank }) => rank === 1)?.condition.reference ?? '';
  const condition = await tool.get<Condition>(main);
  const coding = [{ system: 'http://fhir.hl7.org.vn/core/CodeSystem/vn-icd10-cs', code: 'I10' }];
  await tool.put<Condition>({ ...condition, code: { ...condition.code, coding } });
}

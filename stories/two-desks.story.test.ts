import { demoStaff, newVisit, parametersOf, playSteps, type Visit, valueIn, visitSteps } from '@lienmach/cli';
import { identifierSystems } from '@lienmach/core';
import { systems } from '@lienmach/server';
import type {
  Bundle,
  CapabilityStatement,
  Condition,
  DocumentReference,
  Encounter,
  FhirResource,
  Invoice,
  Money,
  Parameters,
  Patient,
  PaymentNotice,
} from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, ask, expectRefusal, refusals } from './house/ask.ts';
import { cardOf, insuranceOf, manMau, womanThu } from './house/cards.ts';
import { openStoryHouse, type StoryHouse } from './house/open-story-house.ts';
import { nothingWritten } from './house/what-is-written.ts';

const year = new Date().getFullYear();

let house: StoryHouse;
/** finished, neither paid nor signed */
let visit: Visit;

beforeAll(async () => {
  house = await openStoryHouse({ database: 'shared', hasAnalyzer: false });
  visit = newVisit(house.demo);
  const rooms = ['patient-index', 'registration', 'outpatient', 'prescribing'];
  await playSteps(
    visitSteps.filter(({ room }) => rooms.includes(room)),
    visit,
    () => undefined,
  );
});
afterAll(() => house?.close());

const call = (role: string, path: string, values: Readonly<Record<string, unknown>> = {}): Promise<Answer> =>
  ask(house, role, ['POST', path], parametersOf(values));

async function found<R extends FhirResource>(query: string): Promise<R[]> {
  const bundle = await (await house.as('tool')).get<Bundle<R>>(query);
  return (bundle.entry ?? []).flatMap(({ resource }) => resource ?? []);
}

const statuses = (answers: readonly Answer[]): number[] => answers.map(({ status }) => status).sort();

describe('hai quầy tiếp đón cùng một lúc', () => {
  test('tám lần lập hồ sơ một người: một hồ sơ, ai cũng nhận được đúng hồ sơ ấy', async () => {
    const scan = [cardOf(manMau), insuranceOf(manMau, year)];
    const answers = await Promise.all(Array.from({ length: 8 }, () => call('registrar', 'Patient/$enroll', { scan })));
    expect(statuses(answers)).toEqual(Array.from({ length: 8 }, () => 200));
    const ids = answers.map(({ body }) => valueIn<Patient>(body as Parameters, 'patient')?.id);
    expect(new Set(ids).size).toBe(1);
    expect(answers.filter(({ body }) => valueIn<boolean>(body as Parameters, 'created')).length).toBe(1);
    const number = encodeURIComponent(`${identifierSystems.personalNumber}|${manMau.personalNumber}`);
    expect(await found(`Patient?identifier=${number}`)).toHaveLength(1);
  });

  test('một quầy quét CCCD, một quầy quét thẻ BHYT của cùng người: không thành hai hồ sơ mà không ai biết', async () => {
    const answers = await Promise.all([
      call('registrar', 'Patient/$enroll', { scan: [cardOf(womanThu)] }),
      call('registrar', 'Patient/$enroll', { scan: [insuranceOf(womanThu, year)] }),
    ]);
    const made = answers.flatMap(({ body }) =>
      body.resourceType === 'Parameters' ? (valueIn<Patient>(body, 'patient')?.id ?? []) : [],
    );
    const both = await call('registrar', 'Patient/$identify', { scan: [cardOf(womanThu)] });
    const candidates = ((both.body as Parameters).parameter ?? []).filter(({ name }) => name === 'candidate');
    expect(candidates.length).toBe(new Set(made).size);
  });

  test('mở lượt khám hai lần ở một phòng: một lượt, lần sau được nói số đã cấp', async () => {
    const values = {
      patient: { valueReference: { reference: `Patient/${await patientIdOf(manMau.personalNumber)}` } },
      card: { scan: insuranceOf(manMau, year) },
      room: 'noi-1',
      reason: 'Mệt',
    };
    const answers = await Promise.all([
      call('registrar', 'Encounter/$open-visit', values),
      call('registrar', 'Encounter/$open-visit', values),
    ]);
    const again = await call('registrar', 'Encounter/$open-visit', values);
    expectRefusal(again, 409, 'registration.visitAlreadyOpen at room');
    const opened = await found<Encounter>(`Encounter?patient=${await patientIdOf(manMau.personalNumber)}`);
    expect([statuses(answers), opened.length]).toEqual([[200, 409], 1]);
  });

  test('hai mươi người lấy số cùng lúc: hai mươi số khác nhau, không sót số nào', async () => {
    const people = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const suffix = String(index).padStart(2, '0');
        const person = {
          ...manMau,
          name: `Người Mẫu ${'ABCDEFGHIJKLMNOPQRST'[index]}`,
          personalNumber: `0990850007${suffix}`,
        };
        const answer = await call('registrar', 'Patient/$enroll', { scan: [cardOf(person)] });
        return valueIn<Patient>(answer.body as Parameters, 'patient')?.id ?? '';
      }),
    );
    const answers = await Promise.all(
      people.map((id) =>
        call('registrar', 'Encounter/$open-visit', {
          patient: { valueReference: { reference: `Patient/${id}` } },
          room: 'noi-2',
          reason: 'Mệt',
        }),
      ),
    );
    const tickets = answers.map(({ body }) => valueIn<number>(body as Parameters, 'ticket') ?? 0);
    expect(tickets.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });
});

async function patientIdOf(personalNumber: string): Promise<string> {
  const number = encodeURIComponent(`${identifierSystems.personalNumber}|${personalNumber}`);
  const [patient] = await found<Patient>(`Patient?identifier=${number}`);
  return patient?.id ?? '';
}

describe('quầy thu ngân bấm hai lần', () => {
  let payer: string;
  let encounter: string;
  const receipts = () => found<Invoice>(`Invoice?subject=Patient/${payer}&status=balanced`);

  beforeAll(async () => {
    const person = { ...womanThu, name: 'Phan Thị Thử Trả', personalNumber: '099193000321' };
    const enrolled = await call('registrar', 'Patient/$enroll', { scan: [cardOf(person)] });
    payer = valueIn<Patient>(enrolled.body as Parameters, 'patient')?.id ?? '';
    const opened = await call('registrar', 'Encounter/$open-visit', {
      patient: { valueReference: { reference: `Patient/${payer}` } },
      room: 'noi-1',
      reason: 'Khám không dùng thẻ',
    });
    encounter = valueIn<Encounter>(opened.body as Parameters, 'encounter')?.id ?? '';
  });

  test('hai lần cùng khóa và một quầy khác cùng lúc: một phiếu thu, một lần tiền', async () => {
    const statement = await call('cashier', `Encounter/${encounter}/$cost-statement`);
    const amount = { valueMoney: valueIn<Money>(statement.body as Parameters, 'due') };
    const path = `Encounter/${encounter}/$collect`;
    const answers = await Promise.all([
      call('cashier', path, { method: 'cash', amount, key: 'quay-1' }),
      call('cashier', path, { method: 'cash', amount, key: 'quay-1' }),
      call('cashier', path, { method: 'cash', amount }),
    ]);
    const written = await receipts();
    expect(written).toHaveLength(1);
    expect(await found<PaymentNotice>('PaymentNotice')).toHaveLength(1);
    expect(written[0]?.totalGross).toEqual(amount.valueMoney);
    for (const answer of answers) {
      if (answer.status === 200) expect(answer.body.id).toBe(written[0]?.id);
      else expect(refusals(answer)[0]).toMatch(/^payments\.(paidTwice|nothingDue) at Encounter$/);
    }
    expect(statuses(answers)).toContain(200);
  });

  test('bấm lại cùng khóa thấy phiếu cũ; khóa mới được trả lời là đã thu đủ', async () => {
    const [receipt] = await receipts();
    const amount = { valueMoney: receipt?.totalGross };
    const path = `Encounter/${encounter}/$collect`;
    await nothingWritten(house, async () => {
      const key = receipt?.identifier?.find(({ system }) => system === identifierSystems.requestKey)?.value;
      if (key !== undefined)
        expect((await call('cashier', path, { method: 'cash', amount, key })).body.id).toBe(receipt?.id);
      expectRefusal(
        await call('cashier', path, { method: 'cash', amount, key: 'quay-9' }),
        422,
        'payments.nothingDue at Encounter',
      );
    });
  });
});

describe('bác sĩ ký hai lần', () => {
  const path = () => `Encounter/${visit.encounter}/$sign-summary`;

  test('cùng lúc: một tài liệu', async () => {
    const answers = await Promise.all([call('doctor', path()), call('doctor', path())]);
    expect(statuses(answers)[0]).toBe(200);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const refusedAnswer = answers.find(({ status }) => status !== 200);
    expect(refusedAnswer && refusals(refusedAnswer)[0]).toMatch(
      /^(medical-record\.alreadySigned|store\.versionConflict) at /,
    );
    expect(await found<DocumentReference>(`DocumentReference?patient=Patient/${visit.patient}`)).toHaveLength(1);
  });

  test('lần sau: được nói là đã ký', async () => {
    const answer = await nothingWritten(house, () => call('doctor', path()));
    expectRefusal(answer, 422, 'medical-record.alreadySigned at Encounter');
  });

  test('hồ sơ đã khóa: không sửa, không xóa, cả khi lẫn trong một giao dịch, dù là ai', async () => {
    const [condition] = await found<Condition>(`Condition?encounter=Encounter/${visit.encounter}`);
    if (condition === undefined) throw new Error('the visit has no diagnosis');
    const place = `Condition/${condition.id}`;
    const changed: Condition = { ...condition, code: { ...condition.code, text: 'Bệnh khác' } };
    const { meta: _, ...unlocked } = condition;
    const bundle: Bundle<FhirResource> = {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        {
          resource: { resourceType: 'Patient', name: [{ text: 'Người Thử' }] },
          request: { method: 'POST', url: 'Patient' },
        },
        { resource: changed, request: { method: 'PUT', url: place } },
      ],
    };
    await nothingWritten(house, async () => {
      for (const role of ['doctor', 'tool']) {
        expectRefusal(await ask(house, role, ['PUT', place], changed), 403, 'medical-record.locked at Condition');
        expectRefusal(await ask(house, role, ['PUT', place], unlocked), 403, 'medical-record.locked at Condition');
      }
      expectRefusal(await ask(house, 'tool', ['DELETE', place]), 403, 'medical-record.locked at Condition');
      const answer = await ask(house, 'tool', ['POST', ''], bundle);
      expect([answer.status, refusals(answer)[0]?.split(' ')[0]]).toEqual([403, 'medical-record.locked']);
    });
    expect((await ask(house, 'doctor', ['DELETE', place])).status).toBe(403);
  });
});

describe('vai trò không được phép', () => {
  const roles = [
    'registrar',
    'nurse',
    'doctor',
    'lab-technician',
    'lab-doctor',
    'cashier',
    'claims-clerk',
    'records-clerk',
    'administrator',
  ];
  const operations = systems.flatMap((system) => system.operations ?? []).map(({ definition }) => definition);

  test('mọi thao tác của bản công bố đều nằm trong danh sách được thử', async () => {
    const statement = await (await house.as('nurse')).get<CapabilityStatement>('metadata');
    const rest = statement.rest?.[0];
    const published = [
      ...(rest?.operation ?? []).map(({ name }) => `$${name}`),
      ...(rest?.resource ?? []).flatMap(({ type, operation }) =>
        (operation ?? []).map(({ name }) => `${type}$${name}`),
      ),
    ];
    const listed = operations.flatMap(({ code, resource }) => (resource ?? ['']).map((type) => `${type}$${code}`));
    // the record's own operations: nobody's verb, they show and change what the caller's role reaches
    const ofTheRecord = /\$(everything|export|import|meta|meta-add|meta-delete|validate)$/;
    expect(new Set(published.filter((one) => !ofTheRecord.test(one)))).toEqual(
      new Set(listed.filter((one) => !ofTheRecord.test(one))),
    );
    expect(published.length).toBeGreaterThan(20);
  });

  test('từng thao tác, từng vai trò không có tên: 403, không ghi gì, và một dòng trong sổ', async () => {
    const expected: string[] = [];
    await nothingWritten(house, async () => {
      for (const { code, level, resource, allow, affectsState } of operations) {
        for (const type of resource ?? ['']) {
          const target = [type, ...(level === 'instance' ? ['khong-co'] : []), `$${code}`].filter(Boolean).join('/');
          for (const role of roles.filter((one) => !allow.includes(one))) {
            const method = affectsState ? 'POST' : 'GET';
            const answer = await ask(house, role, [method, target]);
            expect([target, role, answer.status, ...refusals(answer)]).toEqual([
              target,
              role,
              403,
              'system-kit.notAllowed at ?',
            ]);
            expected.push(`${role} ${type}$${code}`);
          }
        }
      }
    });
    expect(expected.length).toBeGreaterThan(100);
    const log = await house.as('administrator');
    const seen: string[] = [];
    let page = await log.get<Bundle>('AuditEvent?outcome=4&_count=1000');
    for (;;) {
      for (const { resource } of page.entry ?? [])
        if (resource?.resourceType === 'AuditEvent') seen.push(JSON.stringify(resource));
      const next = page.link?.find(({ relation }) => relation === 'next')?.url;
      if (next === undefined) break;
      page = await log.get<Bundle>(next.slice(next.indexOf('AuditEvent?')));
    }
    for (const line of expected) {
      const [role = '', operation = ''] = line.split(' ');
      const person = house.demo.accounts.find(({ login }) => login === loginOf(role));
      expect(
        seen.some((event) => event.includes(`"${operation}"`) && event.includes(`Practitioner/${person?.login}`)),
        line,
      ).toBe(true);
    }
  });

  test('không có thẻ: 401 ở mọi thao tác', async () => {
    for (const { code, level, resource, affectsState } of operations) {
      const target = [resource?.[0] ?? '', ...(level === 'instance' ? ['khong-co'] : []), `$${code}`]
        .filter(Boolean)
        .join('/');
      const answer = await fetch(`${house.demo.url}/fhir/R4/${target}`, { method: affectsState ? 'POST' : 'GET' });
      expect([target, answer.status]).toEqual([target, 401]);
    }
  });
});

const loginOf = (role: string): string => demoStaff.find((one) => one.role === role)?.id ?? '';

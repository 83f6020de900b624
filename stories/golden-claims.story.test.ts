import { envelopeForTests } from '@lienmach/claims/stories';
import type { Parameters } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goldenCases } from './golden-claims/golden-case.ts';
import { type PlayedCase, type Post, playGoldenCase } from './golden-claims/play-golden-case.ts';
import { openStoryHouse, type StoryHouse } from './house/open-story-house.ts';

const isThere = goldenCases.length > 0;
if (!isThere) console.log('bỏ qua các hồ sơ mẫu: không có thư mục ../shared/data/golden-claims');

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

let house: StoryHouse;
const played: PlayedCase[] = [];

const post: Post = async (role, path, body) => {
  const { token } = await house.as(role);
  const response = await fetch(`${house.demo.url}/fhir/R4${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${response.status} for ${path}: ${JSON.stringify(answer).slice(0, 2000)}`);
  return answer;
};

const line = ({ id, figures, rules, unjudged, faults, notes, title }: PlayedCase): string =>
  `| ${id} | ${figures} | ${rules.join(' ') || '–'} | ${unjudged.join(' ') || '–'} | ${faults.length} | ${notes.length} | ${title} |`;

describe.skipIf(!isThere)('các hồ sơ BHYT đã tính tay, qua HTTP', () => {
  beforeAll(async () => {
    house = await openStoryHouse({ database: 'shared', hasAnalyzer: false });
  });
  afterAll(async () => {
    console.log(
      [
        '| case | figures | rules | other rules | off | notes | title |',
        '|---|---|---|---|---|---|---|',
        ...played.map(line),
      ].join('\n'),
    );
    await house?.close();
  });

  test.each(goldenCases.map((golden) => [golden.id, golden.title, golden] as const))(
    '%s: %s',
    async (_, __, golden) => {
      const result = await playGoldenCase(golden, post);
      played.push(result);
      expect(result.faults).toEqual([]);
      expect(golden.kind === 'envelope' || result.figures > 0).toBe(true);
    },
  );

  test('phong bì nhập qua HTTP bằng quyền của nhân viên thanh toán: thành lượt khám, lập lại được; nhập lại thì đã có', async () => {
    const xml = { resourceType: 'Binary', contentType: 'application/xml', data: base64(envelopeForTests('LK-HTTP-1')) };
    const body = { resourceType: 'Parameters', parameter: [{ name: 'xml', resource: xml }] };
    const states: unknown[] = [];
    let at = '';
    for (let time = 0; time < 2; time += 1) {
      const { parameter = [] } = await post<Parameters>('claims-clerk', '/Claim/$import-envelope', body);
      const parts = parameter.find(({ name }) => name === 'visit')?.part ?? [];
      states.push(parts.find(({ name }) => name === 'state')?.valueCode);
      at = parts.find(({ name }) => name === 'encounter')?.valueReference?.reference ?? '';
    }
    expect(states).toEqual(['written', 'known']);
    const again = await post<Parameters>('claims-clerk', `/${at}/$bhyt-claim`, { resourceType: 'Parameters' });
    const claim = again.parameter?.find(({ name }) => name === 'claim')?.resource;
    expect(claim).toMatchObject({ total: { value: 500_000, currency: 'VND' } });
  });
});

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Parameters } from 'fhir/r4';
import { errors } from '../errors.ts';
import type { House } from './house.ts';
import { escapeHtml, htmlPage } from './html.ts';
import { queryOf } from './query-of.ts';

/** questions of one address in one minute */
const MOST = 30;
const MINUTE = 60_000;
const MOST_ADDRESSES = 10_000;

/** Counts questions by address; forgets everything every minute, so that it never grows. */
function gate(now: () => Date): (address: string) => boolean {
  let counts = new Map<string, number>();
  let minute = 0;
  return (address) => {
    const current = Math.floor(now().getTime() / MINUTE);
    if (current !== minute || counts.size > MOST_ADDRESSES) [counts, minute] = [new Map(), current];
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    return count <= MOST;
  };
}

const answers: Readonly<Record<string, readonly [tone: 'good' | 'bad', title: string, text: string]>> = {
  valid: ['good', 'Giấy còn hiệu lực', 'Cơ sở đã phát hành tờ giấy này và nội dung trong hồ sơ chưa thay đổi.'],
  replaced: [
    'bad',
    'Giấy đã được thay bằng bản mới',
    'Nội dung trong hồ sơ đã đổi sau khi in. Hỏi cơ sở để lấy bản mới.',
  ],
  withdrawn: ['bad', 'Giấy không còn hiệu lực', 'Tài liệu đứng sau tờ giấy này đã bị hủy hoặc thu hồi.'],
  altered: ['bad', 'Không khớp với lúc phát hành', 'Thông tin về tờ giấy này đã bị sửa sau khi phát hành.'],
  'other-number': ['bad', 'Số trên giấy không khớp', 'Mã kiểm tra có thật nhưng thuộc về một tờ giấy mang số khác.'],
  unknown: ['bad', 'Không tìm thấy giấy này', 'Cơ sở chưa từng phát hành mã kiểm tra này. Xem lại từng chữ của mã.'],
};

const textIn = (answer: Parameters, name: string): string | undefined => {
  const found = answer.parameter?.find((one) => one.name === name);
  return found?.valueCode ?? found?.valueString ?? found?.valueDate;
};

const asker = (request: FastifyRequest) => ({
  reference: 'Device/print-desk',
  display: 'Trang kiểm tra giấy in',
  roles: ['paper-check'],
  client: 'public',
  address: request.ip,
});

const form = (code: string): string => `<section class="card"><h2>So số trên giấy</h2>
<form method="get"><label>Mã kiểm tra<input name="code" value="${escapeHtml(code)}" maxlength="60" autocomplete="off" required></label>
<label>Số ghi dưới tên giấy (không bắt buộc)<input name="number" maxlength="60" autocomplete="off"></label>
<button>Kiểm tra</button></form></section>`;

function verdictHtml(answer: Parameters, siteName: string): string {
  const [tone, title, text] = answers[textIn(answer, 'verdict') ?? 'unknown'] ?? ['bad', '', ''];
  const paper = textIn(answer, 'form');
  const issued = textIn(answer, 'issued')?.split('-').reverse().join('/');
  const facts =
    paper === undefined
      ? ''
      : `<dl><dt>Loại giấy</dt><dd>${escapeHtml(paper)}</dd><dt>Nơi phát hành</dt><dd>${escapeHtml(siteName)}</dd>
<dt>Ngày in</dt><dd>${escapeHtml(issued ?? '')}</dd></dl>`;
  return `<section class="card verdict" data-tone="${tone}" role="status"><h1>${title}</h1><p>${text}</p>${facts}
<p class="soft">Trang này không cho biết nội dung hay tên người trên giấy.</p></section>`;
}

/** GET /verify/paper/{code}: whether a printed paper still holds, told to anybody who has it in hand; nothing that stands on it. */
export function mountPaperPage(app: FastifyInstance, house: House): void {
  const { name: siteName, isDemo } = house.site;
  const mayAsk = gate(house.now);
  const page = (main: string): string => htmlPage({ title: 'Kiểm tra giấy in', siteName, isDemo, main });

  async function answer(request: FastifyRequest, code: string, number: string): Promise<string> {
    if (!mayAsk(request.ip)) throw errors.tooManyChecks();
    const parameter = [
      { name: 'code', valueString: code.slice(0, 60) || '-' },
      ...(number === '' ? [] : [{ name: 'number', valueString: number.slice(0, 60) }]),
    ];
    const body: Parameters = { resourceType: 'Parameters', parameter };
    const told = (await house.host.invoke(asker(request), 'check-paper', { type: 'Task' }, body)) as Parameters;
    return page(verdictHtml(told, siteName) + form(code.slice(0, 60)));
  }

  app.get('/verify/paper', { config: { public: true } }, async (request, reply) => {
    const query = queryOf(request);
    const code = (query.get('code') ?? '').trim();
    const number = (query.get('number') ?? '').trim();
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
    return code === ''
      ? page(`<section class="card"><h1>Kiểm tra giấy in</h1></section>${form('')}`)
      : answer(request, code, number);
  });

  app.get('/verify/paper/:code', { config: { public: true } }, async (request, reply) => {
    const { code } = request.params as { code: string };
    const query = queryOf(request);
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
    return answer(request, query.get('code')?.trim() || code, (query.get('number') ?? '').trim());
  });
}

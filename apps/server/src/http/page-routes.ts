import { fileURLToPath } from 'node:url';
import staticFiles from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { DocumentVerdict, House } from './house.ts';
import { escapeHtml, htmlPage } from './html.ts';
import { mountPaperPage } from './paper-page.ts';

const HTML = 'text/html; charset=utf-8';
const open = { config: { public: true } };
const folder = fileURLToPath(new URL('../page/', import.meta.url));

const home = (house: House): string => `<section class="hero"><h1>Một người bệnh, một hồ sơ, liền mạch</h1>
<p>Máy chủ đang chạy, phiên bản ${escapeHtml(house.version)}. Mọi dữ liệu là hồ sơ FHIR R4 và chỉ mở cho người đã đăng nhập.</p>
<p class="actions"><button id="sign-in" type="button">Đăng nhập</button><span id="who" role="status"></span></p></section>
<section id="latest" class="card" hidden><h2>Lượt khám mới nhất</h2><div id="rows"></div></section>
<section class="cards">
<a class="card" href="/fhir/R4/metadata"><h2>Khả năng của máy chủ</h2><p>CapabilityStatement: các loại hồ sơ, tham số tìm kiếm và thao tác.</p></a>
<a class="card" href="/verify"><h2>Kiểm tra tài liệu</h2><p>Xem một tài liệu đã ký có còn nguyên vẹn và đúng nơi ký hay không.</p></a>
<a class="card" href="/readyz"><h2>Tình trạng</h2><p>Máy chủ và cơ sở dữ liệu có sẵn sàng phục vụ hay không.</p></a>
<a class="card" href="/.well-known/smart-configuration"><h2>Kết nối ứng dụng</h2><p>Cấu hình SMART on FHIR và OpenID Connect.</p></a>
</section>`;

const verifyForm = `<section class="card"><h1>Kiểm tra tài liệu đã ký</h1>
<p>Chọn tệp XML hoặc dán nội dung. Tài liệu chỉ được kiểm tra, không được lưu lại.</p>
<form id="verify"><label>Tệp tài liệu<input type="file" id="file" accept=".xml,application/xml"></label>
<label>Nội dung<textarea id="text" rows="8" spellcheck="false"></textarea></label>
<button>Kiểm tra</button></form><div id="verdict" role="status"></div></section>`;

const verdictOf = (verdict: DocumentVerdict) => ({
  valid: verdict.valid,
  reasons: verdict.reasons.map((reason) => reason.vi),
  ...(verdict.signedAt === undefined ? {} : { signedAt: verdict.signedAt.toISOString() }),
  ...(verdict.signer === undefined ? {} : { signer: verdict.signer }),
});

function verifyRoutes(house: House) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    const options = { parseAs: 'string', bodyLimit: 4_194_304 } as const;
    app.addContentTypeParser(['application/xml', 'text/xml'], options, (_request, text, done) => done(null, text));
    app.post('/verify', open, async (request) => {
      const unavailable = { valid: false, reasons: [{ vi: 'Nơi này chưa mở dịch vụ kiểm tra tài liệu.' }] };
      return verdictOf((await house.verifyDocument?.(String(request.body ?? ''))) ?? unavailable);
    });
  };
}

/** The bare pages of the server (the first one gives way to the clinical web where that is built): what is running, and whether a signed document holds. */
export async function mountPages(
  app: FastifyInstance,
  house: House,
  webPage?: (reply: FastifyReply) => FastifyReply,
): Promise<void> {
  const { name: siteName, isDemo } = house.site;
  const send = (reply: FastifyReply, title: string, main: string, script: string): FastifyReply =>
    reply.type(HTML).send(htmlPage({ title, siteName, isDemo, main, script }));
  app.get('/', open, async (_request, reply) => webPage?.(reply) ?? send(reply, siteName, home(house), 'page.js'));
  app.get('/verify', open, async (_request, reply) => send(reply, 'Kiểm tra tài liệu', verifyForm, 'verify.js'));
  mountPaperPage(app, house);
  await app.register(verifyRoutes(house));
  await app.register(staticFiles, { root: folder, serve: false, maxAge: '1h' });
  app.get('/assets/:file', open, async (request, reply) => {
    const { file } = request.params as { file: string };
    return reply.sendFile(file);
  });
}

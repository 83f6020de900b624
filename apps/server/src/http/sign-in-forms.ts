import type { TotpOffer } from '@lienmach/access';
import { escapeHtml } from './html.ts';

/** The bare sign-in pages, for sites that run without the clinical web. */

export const problem = (text: string | undefined): string =>
  text === undefined ? '' : `<p class="problem" role="alert">${escapeHtml(text)}</p>`;

const card = (title: string, text: string | undefined, inside: string): string =>
  `<section class="card narrow"><h1>${escapeHtml(title)}</h1>${problem(text)}${inside}</section>`;

export const signInForm = (text?: string, action?: string): string =>
  card(
    'Đăng nhập',
    text,
    `<form method="post"${action === undefined ? '' : ` action="${escapeHtml(action)}"`} autocomplete="on">
<label>Tên đăng nhập<input name="login" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="64" autofocus></label>
<label>Mật khẩu<input name="password" type="password" autocomplete="current-password" required maxlength="128"></label>
<button>Đăng nhập</button></form>`,
  );

export const linkForm = (text?: string): string =>
  card(
    'Đặt mật khẩu lần đầu',
    text,
    `<p>Mật khẩu từ 12 ký tự trở lên. Liên kết này chỉ dùng được một lần.</p>
<form method="post"><label>Mật khẩu mới<input name="password" type="password" autocomplete="new-password" required minlength="12" maxlength="128" autofocus></label>
<button>Lưu mật khẩu</button></form>`,
  );

const codeField = (label: string): string =>
  `<label>${label}<input name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" required maxlength="32" autofocus></label>`;

export const codeForm = (uid: string, text?: string): string =>
  card(
    'Xác nhận đăng nhập',
    text,
    `<p>Nhập mã sáu số trên ứng dụng xác thực, hoặc một mã dự phòng.</p>
<form method="post" action="/sign-in/${escapeHtml(uid)}/code">${codeField('Mã xác nhận')}<button>Xác nhận</button></form>`,
  );

export const enrolForm = (uid: string, offer: TotpOffer, text?: string): string =>
  card(
    'Thêm cách xác nhận thứ hai',
    text,
    `<p>Vai trò của bạn cần mã xác nhận mỗi lần đăng nhập. Thêm khóa sau vào ứng dụng xác thực, rồi nhập mã sáu số mà ứng dụng hiện ra.</p>
<dl><dt>Khóa</dt><dd>${escapeHtml(offer.secret)}</dd></dl>
<form method="post" action="/sign-in/${escapeHtml(uid)}/enrol/confirm"><input type="hidden" name="id" value="${escapeHtml(offer.id)}">${codeField('Mã xác nhận')}<button>Xác nhận</button></form>`,
  );

export const recoveryPage = (codes: readonly string[], next: string): string =>
  card(
    'Mã dự phòng',
    undefined,
    `<p>Mỗi mã dùng được một lần khi không có điện thoại. Chép lại và cất kỹ: trang này không hiện lần thứ hai.</p>
<ul>${codes.map((code) => `<li><code>${escapeHtml(code)}</code></li>`).join('')}</ul>
<p class="actions"><a href="${escapeHtml(next)}">Tôi đã chép, vào làm việc</a></p>`,
  );

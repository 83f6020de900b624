import { scopeSentence } from './consent-words.ts';
import { escapeHtml } from './html.ts';
import { problem } from './sign-in-forms.ts';

/** A patient as the person who chooses needs to see them. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  /** year of birth, code: enough to tell two of one name apart */
  readonly hint: string;
}

export interface ConsentView {
  readonly uid: string;
  readonly app: string;
  readonly scopes: readonly string[];
  /** chosen, or given by the launch */
  readonly patient: Choice | undefined;
  readonly needsPatient: boolean;
}

const at = (uid: string, verb: string): string => `/sign-in/${escapeHtml(uid)}/${verb}`;

const nameOf = ({ name, hint }: Choice): string => `<b>${escapeHtml(name)}</b> <span>${escapeHtml(hint)}</span>`;

/** What the app wants, in words, and the two answers. */
export function consentPage({ uid, app, scopes, patient }: ConsentView): string {
  const sentences = [...new Set(scopes.flatMap((scope) => scopeSentence(scope) ?? []))];
  const chosen = patient === undefined ? '' : `<p>Người bệnh: ${nameOf(patient)}</p>`;
  const field = patient === undefined ? '' : `<input type="hidden" name="patient" value="${escapeHtml(patient.id)}">`;
  return `<section class="card narrow"><h1>Cho phép ứng dụng “${escapeHtml(app)}”?</h1>${chosen}
<p>Ứng dụng này muốn:</p><ul>${sentences.map((one) => `<li>${escapeHtml(one)}</li>`).join('')}</ul>
<p>Ứng dụng không bao giờ thấy nhiều hơn bạn thấy. Bạn dừng lại được bất cứ lúc nào ở “Bảo mật của tôi”.</p>
<form method="post" action="${at(uid, 'consent')}">${field}<div class="actions"><button name="decision" value="allow" autofocus>Cho phép</button>
<button class="quiet" name="decision" value="deny">Không cho phép</button></div></form></section>`;
}

const choiceRow = (uid: string, choice: Choice): string =>
  `<li><form method="post" action="${at(uid, 'patient')}"><input type="hidden" name="patient" value="${escapeHtml(choice.id)}"><button class="choice">${nameOf(choice)}</button></form></li>`;

interface PickerView extends ConsentView {
  readonly words: string;
  readonly choices: readonly Choice[];
  /** people who see only a few records choose among them and search nothing */
  readonly canSearch: boolean;
  readonly text?: string;
}

/** Whose record shall the app open? */
export function pickerPage({ uid, app, words, choices, canSearch, text }: PickerView): string {
  const search = canSearch
    ? `<form method="post" action="${at(uid, 'patient')}"><label>Họ tên hoặc mã người bệnh<input name="words" value="${escapeHtml(words)}" autocomplete="off" required maxlength="100" autofocus></label><button>Tìm</button></form>`
    : '';
  const none = words !== '' && choices.length === 0 ? '<p role="status">Không tìm thấy người bệnh nào.</p>' : '';
  const list =
    choices.length === 0 ? none : `<ul class="choices">${choices.map((one) => choiceRow(uid, one)).join('')}</ul>`;
  return `<section class="card narrow"><h1>Chọn người bệnh cho ứng dụng “${escapeHtml(app)}”</h1>${problem(text)}${search}${list}
<form method="post" action="${at(uid, 'consent')}"><button class="quiet" name="decision" value="deny">Thôi, không mở ứng dụng</button></form></section>`;
}

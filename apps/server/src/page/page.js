/** Sign-in with authorization code and PKCE; the token lives in this page only and is gone with it. */
const client = 'lienmach-web';
const home = `${location.origin}/`;
const who = document.querySelector('#who');
const button = document.querySelector('#sign-in');

const base64url = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

async function startSignIn() {
  const [verifier, state] = [random(), random()];
  sessionStorage.setItem('pkce', JSON.stringify({ verifier, state }));
  const challenge = base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
  const query = new URLSearchParams({
    client_id: client,
    response_type: 'code',
    redirect_uri: home,
    scope: 'openid user/*.cruds',
    state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  location.assign(`/oauth2/authorize?${query}`);
}

async function finishSignIn(code, state) {
  const kept = JSON.parse(sessionStorage.getItem('pkce') ?? '{}');
  sessionStorage.removeItem('pkce');
  history.replaceState(null, '', '/');
  if (kept.state === undefined || kept.state !== state) return;
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: client,
    redirect_uri: home,
    code,
    code_verifier: kept.verifier,
  });
  const answer = await fetch('/oauth2/token', { method: 'POST', body });
  if (!answer.ok) {
    who.textContent = 'Đăng nhập chưa thành công, xin thử lại.';
    return;
  }
  const { access_token: token } = await answer.json();
  const { sub } = JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
  who.textContent = `Đã đăng nhập: ${sub}`;
  button.hidden = true;
  await showLatest(token);
}

const cell = (row, text) => {
  const td = document.createElement('td');
  td.textContent = text;
  row.append(td);
};

const time = (text) => (text ? new Date(text).toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' }) : '');

async function showLatest(token) {
  const answer = await fetch('/fhir/R4/Encounter?_sort=-_lastUpdated&_count=10', {
    headers: { authorization: `Bearer ${token}`, accept: 'application/fhir+json' },
  });
  if (!answer.ok) return;
  const { entry = [] } = await answer.json();
  const table = document.createElement('table');
  for (const { resource } of entry) {
    const row = table.insertRow();
    cell(row, time(resource.period?.start ?? resource.meta?.lastUpdated));
    cell(row, resource.subject?.display ?? resource.subject?.reference ?? '');
    cell(row, resource.status);
  }
  document.querySelector('#rows').append(entry.length > 0 ? table : 'Chưa có lượt khám nào.');
  document.querySelector('#latest').hidden = false;
}

const given = new URLSearchParams(location.search);
button.addEventListener('click', startSignIn);
if (given.has('code')) finishSignIn(given.get('code'), given.get('state'));

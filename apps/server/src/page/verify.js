const file = document.querySelector('#file');
const text = document.querySelector('#text');
const verdict = document.querySelector('#verdict');

const say = (isValid, lines) => {
  const paragraph = document.createElement('p');
  paragraph.className = isValid ? 'valid' : 'invalid';
  paragraph.textContent = lines.join(' ');
  verdict.replaceChildren(paragraph);
};

file.addEventListener('change', async () => {
  text.value = (await file.files[0]?.text()) ?? '';
});

document.querySelector('#verify').addEventListener('submit', async (event) => {
  event.preventDefault();
  // the bytes of a file count exactly as they are; pasted text is only the second choice
  const body = file.files[0] ?? text.value;
  const answer = await fetch('/verify', { method: 'POST', headers: { 'content-type': 'application/xml' }, body });
  if (!answer.ok) return say(false, ['Không kiểm tra được tài liệu này.']);
  const { valid, reasons, signer, signedAt } = await answer.json();
  if (!valid) return say(false, ['Tài liệu KHÔNG được chấp nhận.', ...reasons]);
  const when = new Date(signedAt).toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' });
  return say(true, [`Tài liệu nguyên vẹn. Người ký: ${signer}. Thời điểm ký: ${when}.`]);
});

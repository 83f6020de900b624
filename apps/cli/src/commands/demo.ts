import { isFhirError } from '@lienmach/outcome';
import { readConfiguration } from '@lienmach/server';
import { buildWeb } from '../build-web.ts';
import { type Demo, openDemo } from '../demo/open-demo.ts';
import { sendUnknownMessage } from '../demo/send-unknown-message.ts';
import { playSteps, type StepResult } from '../demo/steps.ts';
import { newVisit, visitSteps } from '../demo/visit-steps.ts';
import { giveBackMemory } from '../give-back-memory.ts';
import { untilStopped } from '../open-site.ts';

/** milliseconds until the telephone of a pretended patient has paid the code it is shown */
const PAYS_AFTER = 6_000;

/** `npm run demo`: everything started, one visit played from the scanned card to the claim file, then it stays up. */
export async function demo({ exit = false, visit = true }: { exit?: boolean; visit?: boolean }): Promise<void> {
  const began = performance.now();
  const webFolder = buildWeb();
  const configuration = readConfiguration({ LIENMACH_LOG_LEVEL: 'warn', ...process.env });
  const running = await openDemo(configuration, {
    paysAfter: PAYS_AFTER,
    hasInvoices: true,
    hasGateway: true,
    ...(webFolder === undefined ? {} : { webFolder }),
  });
  try {
    console.log(
      `BẢN THỬ — huyện Sông Mẫu, mọi người và giá đều là bịa. Sẵn sàng sau ${seconds(performance.now() - began)}.\n`,
    );
    if (visit) await play(running);
    await sendUnknownMessage(running.mllpPort);
    giveBackMemory();
    tellWhereToLook(running);
    if (!exit) await untilStopped();
  } finally {
    await running.close();
  }
}

async function play(running: Demo): Promise<void> {
  let number = 0;
  const tell = ({ title, told, milliseconds }: StepResult) => {
    number++;
    console.log(`${String(number).padStart(2)}. ${title.padEnd(38)} ${seconds(milliseconds).padStart(7)}   ${told}`);
  };
  try {
    await playSteps(visitSteps, newVisit(running), tell);
  } catch (thrown) {
    if (isFhirError(thrown)) console.error(`\nBước ${number + 1} (${visitSteps[number]?.title}) bị từ chối:`);
    throw thrown;
  }
}

function tellWhereToLook(running: Demo): void {
  console.log(`
Tệp đã tạo: ${running.outputFolder}
Xem:        ${running.url}/            trang của cơ sở, đăng nhập
            ${running.url}/verify      kiểm tra chữ ký tài liệu
            ${running.url}/fhir/R4/metadata
MLLP:       127.0.0.1:${running.mllpPort}
Ngân hàng giả: ${running.bankUrl}   mã QR hiện ra được trả sau ${seconds(PAYS_AFTER)}; trả tay: POST /pay
Cổng giám định giả: ${running.gatewayUrl}   GET /_taken: đã nhận gì; POST /_mode: đổi tính nết

Tài khoản bản thử, mật khẩu chung của lần chạy này: ${running.password}`);
  for (const { login, title, name } of running.accounts)
    console.log(`  ${login.padEnd(18)} ${title.padEnd(28)} ${name}`);
  console.log('\nDừng: Ctrl+C');
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

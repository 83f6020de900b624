import { connect, createServer, type Socket } from 'node:net';
import { checkAudit, openKeyFolder, sealAudit } from '@lienmach/access';
import { makeSelfSignedCertificate, softwareSigner } from '@lienmach/documents';
import { openPostgres, type Sql } from '@lienmach/fhir-store';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readConfiguration } from './configuration.ts';
import { openTestServer, type TestServer } from './open-test-server.ts';

/** A wire to the database that can be cut and mended. */
async function openWire() {
  const open = new Set<Socket>();
  let isCut = false;
  let target = { host: '127.0.0.1', port: 5432 };
  const listener = createServer((socket) => {
    const far = isCut ? undefined : connect(target.port, target.host);
    for (const end of [socket, far]) {
      if (end === undefined) continue;
      open.add(end);
      end.on('error', () => undefined);
      end.on('close', () => {
        open.delete(end);
        socket.destroy();
        far?.destroy();
      });
    }
    if (far === undefined) socket.destroy();
    else socket.pipe(far).pipe(socket);
  });
  await new Promise<void>((ready) => listener.listen(0, '127.0.0.1', ready));
  const address = listener.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const hangUp = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    through(url: string): Sql {
      const own = new URL(url);
      target = { host: own.hostname, port: Number(own.port) };
      own.hostname = '127.0.0.1';
      own.port = String(port);
      return openPostgres({ url: own.href, max: 4 });
    },
    cut() {
      isCut = true;
      hangUp();
    },
    mend() {
      isCut = false;
    },
    close() {
      listener.close();
      hangUp();
    },
  };
}

let house: TestServer | undefined;
const open = async (options?: Parameters<typeof openTestServer>[0]): Promise<TestServer> => {
  house = await openTestServer(options);
  return house;
};
afterEach(async () => {
  await house?.close();
  house = undefined;
});

test('trang đầu, trang kiểm tra tài liệu: tiếng Việt, có nhãn BẢN THỬ, không lấy gì từ bên ngoài', async () => {
  const { base } = await open();
  for (const path of ['/', '/verify']) {
    const answer = await fetch(base + path);
    const text = await answer.text();
    expect(answer.status).toBe(200);
    expect(text).toContain('BẢN THỬ');
    expect(text).toContain('Bệnh viện Đa khoa Thử');
    expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    for (const [, asset = ''] of text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g))
      expect((await fetch(base + asset)).status).toBe(200);
  }
  expect((await fetch(`${base}/assets/..%2Fstart.ts`)).status).toBeGreaterThanOrEqual(400);
});

test('trang kiểm tra tài liệu tin kho chứng thư của cơ sở, không tin tài liệu', async () => {
  const certificate = await makeSelfSignedCertificate('Bệnh viện Thử', new Date(), 5);
  const signer = softwareSigner(certificate);
  const signed = await signer.sign('<TaiLieu xmlns="urn:test"><NoiDung>Tóm tắt</NoiDung></TaiLieu>', new Date());
  const { base } = await open({ trusted: [certificate.certificate] });
  const verify = async (body: string) => {
    const answer = await fetch(`${base}/verify`, {
      method: 'POST',
      headers: { 'content-type': 'application/xml' },
      body,
    });
    return (await answer.json()) as { valid: boolean; reasons: string[] };
  };
  expect(await verify(signed)).toMatchObject({ valid: true });
  expect(await verify(signed.replace('Tóm tắt', 'Tóm lược'))).toMatchObject({ valid: false });
  expect((await verify('không phải XML')).reasons.length).toBeGreaterThan(0);
});

describe('thao tác có tên qua HTTP', () => {
  test('vai trò không được phép: 403 và vào nhật ký; được phép: chạy và vào nhật ký', async () => {
    const { fhir, server, database } = await open();
    const input = { resourceType: 'Parameters', parameter: [] };
    expect((await fhir('cashier', 'POST', '/Patient/$identify', input)).status).toBe(403);
    const asked = await fhir('registrar', 'POST', '/Patient/$identify', input);
    expect(asked.status).toBeLessThan(500);
    expect(asked.status).not.toBe(403);
    await server.access.audit.flush();
    const rows = await database.sql.query({
      text: `select client, min(outcome) as outcome from audit where activity = 'Patient$identify' group by client order by client`,
    });
    expect(rows).toEqual([
      { client: 'test-cashier', outcome: 4 },
      { client: 'test-registrar', outcome: 0 },
    ]);
  });

  test('thao tác có ghi không gọi được bằng GET', async () => {
    const { fhir, server } = await open();
    const writing = server.host.operations.find(
      ({ definition }) => definition.affectsState && definition.level === 'type',
    );
    const { resource, code } = writing?.definition ?? {};
    expect((await fhir('tool', 'GET', `/${resource?.[0]}/$${code}`)).status).toBe(405);
  });
});

describe('máy chủ đứng vững', () => {
  test('mất cơ sở dữ liệu: trả lời 503, không chết, tự phục hồi', async ({ skip }) => {
    const wire = await openWire();
    const { fhir, base, database } = await open({
      sqlFor: (url) => (url === undefined ? undefined : wire.through(url)),
    });
    if (database.url === undefined) skip('needs a PostgreSQL server behind a wire');
    await fhir('tool', 'PUT', '/Patient/p1', { resourceType: 'Patient', id: 'p1' });
    wire.cut();
    for (let round = 0; round < 5; round++) {
      for (const [method, body] of [['GET'], ['PUT', { resourceType: 'Patient', id: 'p1' }]] as const) {
        const answer = await fhir('tool', method, '/Patient/p1', body);
        expect(answer.status).toBe(503);
        expect(await answer.json()).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'transient' }] });
      }
    }
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'x', client_secret: 'y' });
    expect((await fetch(`${base}/oauth2/token`, { method: 'POST', body: form })).status).toBe(503);
    expect((await fetch(`${base}/readyz`)).status).toBe(503);
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
    wire.mend();
    await vi.waitFor(async () => expect((await fhir('tool', 'GET', '/Patient/p1')).status).toBe(200), {
      timeout: 10_000,
      interval: 200,
    });
    expect((await fetch(`${base}/readyz`)).status).toBe(200);
    await house?.close();
    house = undefined;
    wire.close();
  });

  test('số đo chỉ dành cho máy này hoặc người quản trị; nhãn không chứa mã hồ sơ', async () => {
    const { base, fhir, token } = await open();
    await fhir('tool', 'GET', '/Patient/ma-bi-mat');
    const text = await (await fetch(`${base}/metrics`)).text();
    expect(text).toContain('route="/fhir/R4/:type/:id",status="404"');
    expect(text).not.toContain('ma-bi-mat');
    const proxied = { 'x-forwarded-for': '203.0.113.7' };
    expect((await fetch(`${base}/metrics`, { headers: proxied })).status).toBe(401);
    const as = async (role: string) =>
      (await fetch(`${base}/metrics`, { headers: { ...proxied, authorization: `Bearer ${await token(role)}` } }))
        .status;
    expect([await as('doctor'), await as('administrator')]).toEqual([403, 200]);
  });

  test('dừng êm: nhật ký được ghi và niêm phong đến dòng cuối', async () => {
    const { fhir, server, database, dataDir } = await open();
    await fhir('tool', 'GET', '/Patient/khong-co');
    await server.stop();
    const keys = openKeyFolder(dataDir);
    await vi.waitFor(
      async () => {
        await sealAudit(database.sql, keys.audit, 'audit-1');
        const result = await checkAudit(database.sql, keys.auditPublic);
        expect(result).toMatchObject({ isIntact: true, unsealedTail: 0 });
        expect(result.sealed).toBeGreaterThan(0);
      },
      { timeout: 20_000 },
    );
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  });
});

describe('cổng HL7', () => {
  test('mở trên máy này, trả lời cả điều không hiểu', async () => {
    const { server } = await open();
    const answer = await new Promise<string>((heard, failed) => {
      const socket = connect(server.mllpPort ?? 0, '127.0.0.1', () => {
        socket.write('\x0bMSH|^~\\&|MAY|XN|LIENMACH|99001|20260302080000||ZZZ^Z01|1|P|2.5.1\r\x1c\r');
      });
      socket.once('data', (bytes) => {
        heard(bytes.toString('utf8'));
        socket.destroy();
      });
      socket.once('error', failed);
    });
    expect(answer).toMatch(/MSA\|A[ER]\|1/);
  });

  test('không mở ra ngoài máy này khi chưa có TLS và danh sách đối tác', async () => {
    const outside = open({ environment: { LIENMACH_MLLP_HOST: '0.0.0.0' } });
    await expect(outside).rejects.toMatchObject({ code: 'mllp.outsideLoopback' });
  });
});

test('cấu hình mặc định chạy đủ mọi vai', () => {
  expect(readConfiguration({}).role).toBe('all');
});

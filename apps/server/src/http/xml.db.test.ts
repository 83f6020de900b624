import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../open-test-server.ts';

let house: TestServer;
beforeAll(async () => {
  house = await openTestServer();
});
afterAll(() => house.close());

const XML = 'application/fhir+xml';
const send = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  house.fhir('tool', method, path, body, headers);
const sendXml = (method: string, path: string, body: string, headers: Record<string, string> = {}) =>
  send(method, path, body, { 'content-type': XML, ...headers });
const result = (id: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><Observation xmlns="http://hl7.org/fhir"><id value="${id}"/><status value="final"/><code><text value="Kali &lt;máu&gt;"/></code><valueQuantity><value value="6.80"/><unit value="mmol/L"/></valueQuantity></Observation>`;

describe('XML qua REST', () => {
  test('ghi bằng XML, đọc bằng JSON và bằng XML: chữ số giữ nguyên', async () => {
    const made = await sendXml('PUT', '/Observation/x1', result('x1'));
    expect([made.status, made.headers.get('content-type')]).toEqual([201, 'application/fhir+json; charset=utf-8']);
    expect(await made.text()).toContain('"value":6.80');
    const read = await send('GET', '/Observation/x1', undefined, { accept: XML });
    expect([read.status, read.headers.get('content-type'), read.headers.get('etag')]).toEqual([
      200,
      'application/fhir+xml; charset=utf-8',
      'W/"1"',
    ]);
    expect(await read.text()).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?><Observation xmlns="http:\/\/hl7.org\/fhir"><id value="x1"\/><meta>.*<text value="Kali &lt;máu&gt;"\/>.*<value value="6.80"\/>/,
    );
    const created = await sendXml('POST', '/Observation', result('bo-qua'), { accept: 'text/xml' });
    expect([created.status, (await created.text()).slice(0, 5)]).toEqual([201, '<?xml']);
  });

  test('Accept theo trọng số; _format đi trước', async () => {
    await sendXml('PUT', '/Observation/x2', result('x2'));
    const typeOf = async (accept: string, query = '') =>
      (await send('GET', `/Observation/x2${query}`, undefined, { accept })).headers.get('content-type');
    expect(await typeOf('application/fhir+json;q=0.5, application/fhir+xml')).toContain('xml');
    expect(await typeOf('application/fhir+xml;q=0.5, application/json')).toContain('json');
    expect(await typeOf('application/fhir+json', '?_format=xml')).toContain('xml');
    expect(await typeOf('application/fhir+xml', '?_format=application/fhir%2Bjson')).toContain('json');
    expect(await typeOf('*/*')).toContain('json');
  });

  test('tìm kiếm, lịch sử, gói giao dịch, mô tả máy chủ, lời từ chối: đều bằng XML khi được hỏi', async () => {
    await sendXml('PUT', '/Observation/x3', result('x3'));
    const asXml = async (method: string, path: string, body?: string) => {
      const answer =
        body === undefined
          ? await send(method, path, undefined, { accept: XML })
          : await sendXml(method, path, body, { accept: XML });
      expect(answer.headers.get('content-type')).toBe('application/fhir+xml; charset=utf-8');
      return answer.text();
    };
    expect(await asXml('GET', '/Observation?_id=x3')).toContain('<entry><fullUrl value="http');
    expect(await asXml('GET', '/Observation/x3/_history')).toContain('<type value="history"/>');
    expect(await asXml('GET', '/metadata')).toContain('<CapabilityStatement xmlns="http://hl7.org/fhir">');
    expect(await asXml('GET', '/Observation/khong-co')).toContain('<OperationOutcome xmlns="http://hl7.org/fhir">');
    const resource = result('x4').replace(/^<\?xml[^>]*>/, '');
    const bundle = `<Bundle xmlns="http://hl7.org/fhir"><type value="transaction"/><entry><resource>${resource}</resource><request><method value="PUT"/><url value="Observation/x4"/></request></entry></Bundle>`;
    expect(await asXml('POST', '/', bundle)).toContain('<status value="201 Created"/>');
  });

  test('_pretty: dễ đọc, JSON cũng như XML', async () => {
    await sendXml('PUT', '/Observation/x5', result('x5'));
    const json = await (await send('GET', '/Observation/x5?_pretty=true')).text();
    expect(json).toMatch(/\n {2}"status": "final"/);
    expect(json).toContain('"value": 6.80');
    expect(await (await send('GET', '/Observation/x5?_pretty=true&_format=xml')).text()).toContain(
      '\n  <status value="final"/>\n',
    );
    expect(
      (await send('GET', '/Observation?_pretty=true&_id=x5', undefined, { prefer: 'handling=strict' })).status,
    ).toBe(200);
  });

  test.each([
    ['DOCTYPE', '<!DOCTYPE a><Observation xmlns="http://hl7.org/fhir"/>', 400],
    ['không phải XML', 'xin chào', 400],
    ['trống', '', 400],
    ['thành phần lạ', '<Observation xmlns="http://hl7.org/fhir"><cao value="1"/></Observation>', 400],
    ['loại khác', '<Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>', 400],
    ['giá trị sai kiểu', '<Observation xmlns="http://hl7.org/fhir"><status value="xong rồi"/></Observation>', 422],
  ])('từ chối: %s', async (_name, body, status) => {
    const answer = await sendXml('POST', '/Observation', body);
    expect(await answer.json()).toMatchObject({ resourceType: 'OperationOutcome' });
    expect(answer.status).toBe(status);
  });

  test('phần trình bày có mã chạy được: không ghi', async () => {
    const text =
      '<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></div></text>';
    const body = result('x6').replace('<status ', `${text}<status `);
    expect((await sendXml('PUT', '/Observation/x6', body)).status).toBe(400);
  });

  test('không có thẻ thì bị từ chối, cũng bằng XML; ngoài quyền thì không thấy', async () => {
    await sendXml('PUT', '/Observation/x7', result('x7'));
    const answer = await house.fhir(undefined, 'GET', '/Observation/x7', undefined, { accept: XML });
    expect([answer.status, await answer.text()]).toEqual([401, expect.stringContaining('<OperationOutcome')]);
    expect((await house.fhir('cashier', 'GET', '/Observation/x7', undefined, { accept: XML })).status).toBe(403);
  });
});

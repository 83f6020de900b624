import { openTestSql, type TestSql } from '@lienmach/testing';
import { MedplumClient, OperationOutcomeError } from '@medplum/core';
import type { Bundle, BundleEntry, Patient } from 'fhir/r4';
import { Client } from 'fhir-kit-client';
import * as oauth from 'openid-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Door, openDoor } from '../open-door.ts';
import { signInByHand } from './sign-in-by-hand.ts';

const person = { login: 'khach.thu', password: 'một câu dài chỉ để thử' };
const program = 'chuong-trinh-thu';

let database: TestSql;
let door: Door;
let token: string;
let secret: string;

beforeAll(async () => {
  database = await openTestSql();
  door = await openDoor(database.sql, []);
  const { accounts, clients } = door.server.access;
  const account = { login: person.login, display: 'Người Thử', reference: 'Practitioner/nguoi-thu', roles: ['tool'] };
  await accounts.create(account, person.password);
  secret = await clients.create({ id: program, display: program, roles: ['tool'], scope: 'system/*.cruds' });
  token = await tokenOfProgram();
});
afterAll(async () => {
  await door?.close();
  await database?.close();
});

const insecure = { execute: [oauth.allowInsecureRequests] };

async function tokenOfProgram(): Promise<string> {
  const config = await oauth.discovery(new URL(door.server.url), program, secret, undefined, insecure);
  return (await oauth.clientCredentialsGrant(config, { scope: 'system/*.cruds' })).access_token;
}

const someone = (family: string): Patient => ({
  resourceType: 'Patient',
  identifier: [{ system: 'http://example.org/conformance/clients', value: family }],
  name: [{ family, given: ['Văn', 'Thử'] }],
  gender: 'male',
});

describe('openid-client: một ứng dụng đăng nhập bằng OAuth với PKCE', () => {
  test('người dùng đăng nhập, ứng dụng đổi mã lấy thẻ, đọc hồ sơ, làm mới rồi trả thẻ', async () => {
    const config = await oauth.discovery(new URL(door.server.url), 'lienmach-web', undefined, oauth.None(), insecure);
    expect(config.serverMetadata().supportsPKCE()).toBe(true);
    const pkceCodeVerifier = oauth.randomPKCECodeVerifier();
    const expectedState = oauth.randomState();
    const address = oauth.buildAuthorizationUrl(config, {
      redirect_uri: `${door.server.url}/`,
      scope: 'openid user/*.cruds',
      state: expectedState,
      code_challenge: await oauth.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    });
    const back = await signInByHand(address, person);
    const tokens = await oauth.authorizationCodeGrant(config, back, { pkceCodeVerifier, expectedState });
    expect(tokens.claims()?.sub).toBeDefined();
    const search = new URL(`${door.base}/Patient?_count=1`);
    const answer = await oauth.fetchProtectedResource(config, tokens.access_token, search, 'GET');
    expect(answer.status).toBe(200);
    const renewed = await oauth.refreshTokenGrant(config, tokens.refresh_token ?? '');
    expect(renewed.access_token).not.toBe(tokens.access_token);
  });

  test('mã xác minh PKCE sai thì không có thẻ', async () => {
    const config = await oauth.discovery(new URL(door.server.url), 'lienmach-web', undefined, oauth.None(), insecure);
    const address = oauth.buildAuthorizationUrl(config, {
      redirect_uri: `${door.server.url}/`,
      scope: 'openid user/*.cruds',
      code_challenge: await oauth.calculatePKCECodeChallenge(oauth.randomPKCECodeVerifier()),
      code_challenge_method: 'S256',
    });
    const back = await signInByHand(address, person);
    const pkceCodeVerifier = oauth.randomPKCECodeVerifier();
    const asked = oauth.authorizationCodeGrant(config, back, { pkceCodeVerifier });
    await expect(asked).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  test('một chương trình hỏi thẻ còn sống không, trả thẻ, thẻ hết sống', async () => {
    const config = await oauth.discovery(new URL(door.server.url), program, secret, undefined, insecure);
    const own = (await oauth.clientCredentialsGrant(config)).access_token;
    expect(await oauth.tokenIntrospection(config, own)).toMatchObject({ active: true, client_id: program });
    await oauth.tokenRevocation(config, own);
    expect(await oauth.tokenIntrospection(config, own)).toMatchObject({ active: false });
  });
});

describe('fhir-kit-client', () => {
  const asBundle = (answer: unknown): Bundle => answer as Bundle;
  const open = () => new Client({ baseUrl: door.base, bearerToken: token });

  test('đọc bản khai khả năng và địa chỉ đăng nhập', async () => {
    const client = open();
    expect(await client.capabilityStatement()).toMatchObject({
      resourceType: 'CapabilityStatement',
      fhirVersion: '4.0.1',
    });
    expect(String((await client.smartAuthMetadata()).tokenUrl)).toBe(`${door.server.url}/oauth2/token`);
  });

  test('một đời hồ sơ: ghi, đọc, sửa, vá, tìm, xem lịch sử, xóa', async () => {
    const client = open();
    const made = await client.create({ resourceType: 'Patient', body: { ...someone('Kít') } });
    const id = String(made.id);
    expect(await client.read({ resourceType: 'Patient', id })).toEqual(made);
    await client.update({ resourceType: 'Patient', id, body: { ...made, gender: 'female' } });
    const jsonPatch = [{ op: 'replace' as const, path: '/gender', value: 'unknown' }];
    expect(await client.patch({ resourceType: 'Patient', id, jsonPatch })).toMatchObject({ gender: 'unknown' });
    expect(await client.vread({ resourceType: 'Patient', id, version: '2' })).toMatchObject({ gender: 'female' });
    const found = asBundle(
      await client.search({
        resourceType: 'Patient',
        searchParams: { family: 'kit', _count: '1' },
      }),
    );
    expect(found.entry?.map(({ resource }) => resource?.id)).toEqual([id]);
    const history = asBundle(await client.history({ resourceType: 'Patient', id }));
    expect(history.entry?.map(({ resource }) => resource?.meta?.versionId)).toEqual(['3', '2', '1']);
    await client.delete({ resourceType: 'Patient', id });
    await expect(client.read({ resourceType: 'Patient', id })).rejects.toMatchObject({ response: { status: 410 } });
  });

  test('một giao dịch ghi hai hồ sơ trỏ vào nhau; một lô có chỗ sai vẫn ghi chỗ đúng; từng trang nối tiếp', async () => {
    const client = open();
    const urn = 'urn:uuid:5f0a2a0c-6f3f-4b6e-9c55-0c8f5a1f6d01';
    const flag = { resourceType: 'Flag', status: 'active', code: { text: 'Thử' }, subject: { reference: urn } };
    const body = {
      resourceType: 'Bundle' as const,
      type: 'transaction' as const,
      entry: [
        { fullUrl: urn, resource: someone('Một'), request: { method: 'POST', url: 'Patient' } },
        { resource: flag, request: { method: 'POST', url: 'Flag' } },
        { resource: someone('Hai'), request: { method: 'POST', url: 'Patient' } },
      ],
    };
    const answer = asBundle(await client.transaction({ body: body as never }));
    expect(answer.entry?.map(({ response }) => response?.status?.slice(0, 3))).toEqual(['201', '201', '201']);
    const wrong = { resource: { ...flag, status: 'khong-co' }, request: { method: 'POST', url: 'Flag' } };
    const mixed = { ...body, type: 'batch', entry: [wrong, { ...body.entry[2], fullUrl: urn }] };
    const partly = asBundle(await client.batch({ body: mixed as never }));
    expect(partly.entry?.map(({ response }) => response?.status?.slice(0, 3))).toEqual(['422', '201']);
    const first = asBundle(
      await client.search({
        resourceType: 'Patient',
        searchParams: { family: 'Hai', _count: '1' },
      }),
    );
    const second = asBundle(await client.nextPage({ bundle: first as never }));
    expect(second.entry?.[0]?.resource?.id).not.toBe(first.entry?.[0]?.resource?.id);
  });

  test('lời từ chối là OperationOutcome mà ứng dụng đọc được', async () => {
    const asked = open().create({ resourceType: 'Patient', body: { ...someone('Sai'), gender: 'x' } as never });
    await expect(asked).rejects.toMatchObject({
      response: { status: 422, data: { resourceType: 'OperationOutcome' } },
    });
    const stranger = new Client({ baseUrl: door.base, bearerToken: 'khong-phai-the' });
    await expect(stranger.read({ resourceType: 'Patient', id: 'x' })).rejects.toMatchObject({
      response: { status: 401 },
    });
  });
});

describe('MedplumClient', () => {
  const open = () => {
    const client = new MedplumClient({ baseUrl: `${door.server.url}/`, fhirUrlPath: 'fhir/R4', cacheTime: 0 });
    client.setAccessToken(token);
    return client;
  };

  test('một đời hồ sơ: ghi, ghi có điều kiện, đọc, sửa, vá, tìm, xem lịch sử, xóa', async () => {
    const client = open();
    const made = await client.createResource(someone('Plum'));
    const again = await client.createResourceIfNoneExist(
      someone('Plum'),
      'identifier=http://example.org/conformance/clients|Plum',
    );
    expect(again.id).toBe(made.id);
    expect(await client.readResource('Patient', made.id)).toEqual(made);
    await client.updateResource({ ...made, gender: 'female' });
    const patched = await client.patchResource('Patient', made.id, [
      { op: 'add', path: '/birthDate', value: '1990-02-03' },
    ]);
    expect(patched).toMatchObject({ gender: 'female', birthDate: '1990-02-03' });
    expect((await client.searchResources('Patient', 'family=plum')).map(({ id }) => id)).toEqual([made.id]);
    expect((await client.searchOne('Patient', 'birthdate=1990'))?.id).toBe(made.id);
    expect((await client.readHistory('Patient', made.id)).entry).toHaveLength(3);
    expect((await client.readPatientEverything(made.id)).entry?.[0]?.resource?.id).toBe(made.id);
    await client.deleteResource('Patient', made.id);
    const gone = client.readResource('Patient', made.id);
    await expect(gone).rejects.toBeInstanceOf(OperationOutcomeError);
  });

  test('một lô gồm ghi và đọc; lời từ chối nói đúng chỗ sai', async () => {
    const client = open();
    const answer = await client.executeBatch({
      resourceType: 'Bundle',
      type: 'batch',
      entry: [
        { resource: someone('Lô'), request: { method: 'POST', url: 'Patient' } },
        { request: { method: 'GET', url: 'Patient/khong-co' } },
      ],
    });
    expect(answer.entry?.map(({ response }: BundleEntry) => response?.status?.slice(0, 3))).toEqual(['201', '404']);
    const wrong: unknown = { ...someone('Sai'), birthDate: '31/12/1990' };
    const asked = client.createResource(wrong as Patient);
    await expect(asked).rejects.toMatchObject({ outcome: { issue: [{ expression: ['Patient.birthDate'] }] } });
  });
});

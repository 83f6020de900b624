import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readConfiguration } from './configuration.ts';
import { configurationPage } from './configuration-page.ts';

describe('cấu hình của máy chủ', () => {
  test('không đặt gì thì chỉ nghe trên máy này, dữ liệu ở ./data, cơ sở dữ liệu nhúng', () => {
    expect(readConfiguration({})).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      baseUrl: undefined,
      dataDir: './data',
      databaseUrl: undefined,
      maxBody: 32 * 1024 * 1024,
      mllpPort: 2575,
      role: 'all',
    });
  });

  test.each([
    [{ LIENMACH_PROT: '1' }, 'configuration.unknownKey'],
    [{ LIENMACH_PORT: 'tám' }, 'configuration.badValue'],
    [{ LIENMACH_PORT: '65536' }, 'configuration.badValue'],
    [{ LIENMACH_MAX_BODY: '10' }, 'configuration.badValue'],
    [{ LIENMACH_ROLE: 'boss' }, 'configuration.badValue'],
    [{ LIENMACH_BASE_URL: 'https://a.example/x' }, 'configuration.badValue'],
    [{ LIENMACH_BASE_URL: 'không phải' }, 'configuration.badValue'],
    [{ LIENMACH_TLS_KEY: 'a.pem' }, 'configuration.badValue'],
    [{ LIENMACH_HOST: '0.0.0.0' }, 'configuration.openWithoutTls'],
  ])('%j bị từ chối', (environment, code) => {
    expect(() => readConfiguration(environment)).toThrow(expect.objectContaining({ code }));
  });

  test('mở ra ngoài được khi có TLS hoặc máy chủ trung gian; biến của kiểm thử không bị để ý', () => {
    const tls = { LIENMACH_TLS_CERTIFICATE: 'a.pem', LIENMACH_TLS_KEY: 'b.pem' };
    expect(readConfiguration({ LIENMACH_HOST: '0.0.0.0', ...tls }).tls).toEqual({ certificate: 'a.pem', key: 'b.pem' });
    expect(readConfiguration({ LIENMACH_HOST: '0.0.0.0', LIENMACH_PROXY: '10.0.0.2' }).proxy).toBe('10.0.0.2');
    expect(readConfiguration({ LIENMACH_TEST_X: '1', LIENMACH_BASE_URL: 'https://a.example/' }).baseUrl).toBe(
      'https://a.example',
    );
  });

  test('trang tài liệu đúng với bảng cấu hình', () => {
    expect(readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8')).toBe(configurationPage());
  });
});

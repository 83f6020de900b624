import type { Context } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { httpProvider } from './http-provider.ts';
import type { InvoiceProvider } from './invoice-provider.ts';

/** kind of the service in the site file; its secret `key` opens the provider to us */
const KIND = 'invoice-provider';

/** The provider that the site file names. @throws invoicing.noProvider */
export function providerOf({ services }: Pick<Context, 'services'>): InvoiceProvider {
  const service = services.find(KIND);
  const key = service?.secrets.key;
  if (service === undefined || key === undefined) throw errors.noProvider();
  return httpProvider(({ method, path, body, key: once }) =>
    service.ask({
      method,
      path,
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        ...(once === undefined ? {} : { 'idempotency-key': encodeURIComponent(once) }),
      },
      ...(body === undefined ? {} : { body }),
    }),
  );
}

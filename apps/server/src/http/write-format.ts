import { parseJson } from '@lienmach/fhir-store';
import { writeXml } from '@lienmach/fhir-xml';
import type { FastifyInstance } from 'fastify';
import { FHIR_JSON, FHIR_XML, formatOf, isPretty } from './negotiate.ts';

/**
 * Answers are made as JSON text. Who asks for XML, or for lines that people can read, gets them here, in one place for
 * everything below `/fhir/R4`, refusals too.
 */
export function writeAsAsked(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (typeof payload !== 'string' || payload === '' || reply.getHeader('content-type') !== FHIR_JSON) {
      done(null, payload);
      return;
    }
    const [isXml, pretty] = [formatOf(request) === 'xml', isPretty(request)];
    if (!isXml && !pretty) {
      done(null, payload);
      return;
    }
    try {
      const resource = parseJson(payload);
      if (isXml) reply.header('content-type', FHIR_XML);
      done(null, isXml ? writeXml(resource, { isPretty: pretty }) : JSON.stringify(resource, undefined, 2));
    } catch (thrown) {
      done(thrown instanceof Error ? thrown : new Error('answer could not be written'));
    }
  });
}

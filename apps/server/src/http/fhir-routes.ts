import type { FastifyInstance } from 'fastify';
import { mountAuditLog } from './audit-routes.ts';
import { readFhirBodies } from './body.ts';
import { capabilityStatement } from './capability-statement.ts';
import { mountExports } from './export-routes.ts';
import type { House } from './house.ts';
import { mountImports } from './import-routes.ts';
import { mountMeta } from './meta-routes.ts';
import { checkAccept, FHIR_JSON } from './negotiate.ts';
import { mountInstanceOperations } from './operation-routes.ts';
import { mountPatches } from './patch-routes.ts';
import { mountReads } from './read-routes.ts';
import { smartConfiguration } from './smart-configuration.ts';
import { writeAsAsked } from './write-format.ts';
import { mountWrites } from './write-routes.ts';

/** The record over HTTP, as FHIR R4 says it, below `/fhir/R4`. */
export function fhirRoutes(house: House) {
  return async (app: FastifyInstance): Promise<void> => {
    readFhirBodies(app);
    writeAsAsked(app);
    // nothing about a patient stays on the disk of a shared computer; programs still get 304 for their own copies
    app.addHook('onRequest', async (request, reply) => {
      if (request.routeOptions.config.public !== true) reply.header('cache-control', 'no-store');
    });
    let metadata: string | undefined;
    app.get('/metadata', { config: { public: true } }, async (request, reply) => {
      checkAccept(request);
      metadata ??= JSON.stringify(capabilityStatement(house));
      return reply.header('content-type', FHIR_JSON).send(metadata);
    });
    app.get('/.well-known/smart-configuration', { config: { public: true } }, async () => smartConfiguration(house));
    mountAuditLog(app, house);
    mountExports(app, house);
    await mountImports(app, house);
    mountReads(app, house);
    mountWrites(app, house);
    mountPatches(app, house);
    mountMeta(app, house);
    mountInstanceOperations(app, house);
  };
}

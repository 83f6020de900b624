import { accessErrors, type LaunchContext, type Visitor } from '@lienmach/access';
import type { Caller, Limit } from '@lienmach/fhir-store';
import { isFhirError } from '@lienmach/outcome';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Patient } from 'fhir/r4';
import { errors } from '../errors.ts';
import { recordAct, recordShown } from './audit.ts';
import { callerOf } from './caller.ts';
import { type Choice, type ConsentView, consentPage, pickerPage } from './consent-forms.ts';
import type { House } from './house.ts';
import { checkOrigin, formOf, reasonOf, show } from './sign-in-answer.ts';
import type { Visit } from './sign-in-steps.ts';

const open = { config: { public: true, activity: 'consent' } };
const MOST = 10;

/** One app asking one person, as the provider keeps it between two pages. */
interface Asking {
  readonly uid: string;
  readonly login: string;
  readonly client: string;
  readonly app: string;
  readonly redirectUri: string;
  readonly launch: string | undefined;
  readonly oidcScopes: readonly string[];
  readonly resourceScopes: Readonly<Record<string, readonly string[]>>;
}

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

function resourceScopesOf(value: unknown): Record<string, readonly string[]> {
  const found = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(found.map(([resource, scopes]) => [resource, strings(scopes)]));
}

/** undefined: this sign-in asks for something else. @throws http.signInExpired */
async function askingOf({ house, request, reply }: Visit): Promise<Asking | undefined> {
  const { provider, clients } = house.access();
  const details = await provider.interactionDetails(request.raw, reply.raw).catch(() => {
    throw errors.signInExpired();
  });
  const { uid, params, prompt, session } = details;
  if (prompt.name !== 'consent' || session?.accountId === undefined) return undefined;
  const client = String(params.client_id);
  return {
    uid,
    client,
    login: session.accountId,
    app: (await clients.find(client))?.display ?? client,
    redirectUri: String(params.redirect_uri),
    launch: typeof params.launch === 'string' ? params.launch : undefined,
    oidcScopes: strings(prompt.details.missingOIDCScope),
    resourceScopes: resourceScopesOf(prompt.details.missingResourceScopes),
  };
}

const scopesOf = ({ oidcScopes, resourceScopes }: Asking): string[] => [
  ...oidcScopes,
  ...Object.values(resourceScopes).flat(),
];

/** The person as they are at our own pages; the access log names them. */
async function personOf({ house, request }: Visit, { login }: Asking): Promise<Caller> {
  const visitor: Visitor = await house.access().verifier.visitorOf(login);
  request.visitor = visitor;
  return callerOf(request);
}

const choiceOf = ({ id = '', name, birthDate, identifier }: Patient): Choice => ({
  id,
  name: name?.[0]?.text ?? [...(name?.[0]?.given ?? []), name?.[0]?.family ?? ''].join(' '),
  hint: [birthDate?.slice(0, 4), identifier?.[0]?.value].filter((part) => part !== undefined).join(' · '),
});

/** @throws 404, as for any record that this person does not reach */
async function readChoice(visit: Visit, caller: Caller, id: string): Promise<Choice> {
  if (!/^[A-Za-z0-9\-.]{1,64}$/.test(id)) throw errors.malformedId();
  const stored = await visit.house.store.read(caller, 'Patient', id);
  recordShown(visit.house, visit.request, 'consent', [stored]);
  return choiceOf(JSON.parse(stored.text) as Patient);
}

async function findChoices(visit: Visit, caller: Caller, words: string): Promise<Choice[]> {
  const search = async (query: Record<string, string>) =>
    (await visit.house.store.search(caller, 'Patient', new URLSearchParams({ ...query, _count: String(MOST) })))
      .matches;
  const byName = await search({ name: words.replace(/[\\,$|]/g, ' ') });
  const found = byName.length > 0 ? byName : await search({ identifier: words.replace(/[\\,$|]/g, '') });
  recordShown(visit.house, visit.request, 'consent', found, 'Patient');
  return found.map(({ text }) => choiceOf(JSON.parse(text) as Patient));
}

/** Citizens see their own record and those of whom they act for: nothing to search. */
const ownPatients = (limit: Limit): readonly string[] | undefined =>
  typeof limit === 'object' ? limit.patients : undefined;

/** The app comes back by a redirect after a form: the page must say so, or browsers stop it. */
function allowReturn(reply: FastifyReply, redirectUri: string): void {
  const { protocol, origin } = new URL(redirectUri);
  const target = /^https?:$/.test(protocol) ? origin : protocol;
  const policy = String(reply.getHeader('content-security-policy'));
  reply.header('content-security-policy', policy.replace("form-action 'self'", `form-action 'self' ${target}`));
}

const contextOf = async (visit: Visit, { launch, client, login }: Asking): Promise<LaunchContext> =>
  launch === undefined ? {} : visit.house.access().launches.look(launch, client, login);

function viewOf(asking: Asking, patient: Choice | undefined): ConsentView {
  const scopes = scopesOf(asking);
  const needsPatient = scopes.some((scope) => scope === 'launch/patient' || scope.startsWith('patient/'));
  return { uid: asking.uid, app: asking.app, scopes, patient, needsPatient };
}

async function showPicker(visit: Visit, asking: Asking, words: string, text?: string): Promise<FastifyReply> {
  const caller = await personOf(visit, asking);
  const own = ownPatients(caller.reach.limit('Patient', 'read'));
  const choices =
    own === undefined
      ? words === ''
        ? []
        : await findChoices(visit, caller, words)
      : await Promise.all(own.map((id) => readChoice(visit, caller, id)));
  const view = { ...viewOf(asking, undefined), words, choices, canSearch: own === undefined };
  const main = pickerPage(text === undefined ? view : { ...view, text });
  return show(visit.house, visit.reply, 'Chọn người bệnh', main);
}

async function showConsent(visit: Visit, asking: Asking, chosen: string | undefined): Promise<FastifyReply> {
  const { house, reply } = visit;
  allowReturn(reply, asking.redirectUri);
  const { patient: launched } = await contextOf(visit, asking);
  const id = launched ?? chosen;
  if (id === undefined && viewOf(asking, undefined).needsPatient) return showPicker(visit, asking, '');
  const patient = id === undefined ? undefined : await readChoice(visit, await personOf(visit, asking), id);
  return show(house, reply, 'Cho phép ứng dụng', consentPage(viewOf(asking, patient)));
}

type Answer = { consent: { grantId: string } } | { error: string; error_description: string };

async function answerWith(visit: Visit, result: Answer): Promise<FastifyReply> {
  const { house, request, reply } = visit;
  const { provider } = house.access();
  const next = await provider.interactionResult(request.raw, reply.raw, result, { mergeWithLastSubmission: true });
  return reply.redirect(next, 303);
}

async function agree(visit: Visit, asking: Asking, chosen: string | undefined): Promise<FastifyReply> {
  const { house, request } = visit;
  const { provider, launches } = house.access();
  const context = await contextOf(visit, asking);
  const patient = context.patient ?? chosen;
  if (patient === undefined && viewOf(asking, undefined).needsPatient) return showPicker(visit, asking, '');
  // whatever came in the form: the person must reach this record
  if (patient !== undefined) await readChoice(visit, await personOf(visit, asking), patient);
  const grant = new provider.Grant({ accountId: asking.login, clientId: asking.client });
  if (asking.oidcScopes.length > 0) grant.addOIDCScope(asking.oidcScopes.join(' '));
  for (const [resource, scopes] of Object.entries(asking.resourceScopes))
    grant.addResourceScope(resource, scopes.join(' '));
  const grantId = await grant.save();
  await launches.agree(grantId, { ...context, ...(patient === undefined ? {} : { patient }) }, asking.launch);
  const told = { what: [`client:${asking.client}`], query: scopesOf(asking).join(' ').slice(0, 2000) };
  recordAct(house, request, 'consent', {
    action: 'E',
    ...told,
    ...(patient === undefined ? {} : { patient: [patient] }),
  });
  return answerWith(visit, { consent: { grantId } });
}

/** @throws http.signInExpired when this sign-in asks for something else */
async function demandAsking(visit: Visit): Promise<Asking> {
  checkOrigin(visit.house, visit.request);
  const asking = await askingOf(visit);
  if (asking === undefined) throw errors.signInExpired();
  return asking;
}

async function choosePatient(visit: Visit): Promise<FastifyReply> {
  const asking = await demandAsking(visit);
  allowReturn(visit.reply, asking.redirectUri);
  const form = formOf(visit.request);
  const chosen = form.get('patient');
  try {
    if (chosen !== null) return await showConsent(visit, asking, chosen);
    return await showPicker(visit, asking, (form.get('words') ?? '').trim().slice(0, 100));
  } catch (thrown) {
    if (!isFhirError(thrown) || thrown.status >= 500) throw thrown;
    return showPicker(visit, asking, '', reasonOf(thrown));
  }
}

async function decide(visit: Visit): Promise<FastifyReply> {
  const asking = await demandAsking(visit);
  const form = formOf(visit.request);
  if (form.get('decision') === 'allow') return agree(visit, asking, form.get('patient') ?? undefined);
  recordAct(visit.house, visit.request, 'consent', { action: 'E', outcome: 4, what: [`client:${asking.client}`] });
  return answerWith(visit, { error: 'access_denied', error_description: 'the person said no' });
}

/** @returns the page that asks the person about an app; undefined: the person signs in first */
export async function consentPageFor(visit: Visit): Promise<FastifyReply | undefined> {
  const asking = await askingOf(visit);
  return asking && showConsent(visit, asking, undefined);
}

/** The page on which a person decides about an app, and whose record it opens. */
export function mountConsent(app: FastifyInstance, house: House): void {
  app.post('/sign-in/:uid/patient', open, async (request, reply) => choosePatient({ house, request, reply }));
  app.post('/sign-in/:uid/consent', open, async (request, reply) => decide({ house, request, reply }));
}

interface Launch {
  readonly client: string;
  readonly patient?: string;
  readonly encounter?: string;
}

/** Opens an app from our screens. @returns the address to open in a new window; nothing personal stands in it */
export async function beginLaunch(visit: Visit, { client, patient, encounter }: Launch): Promise<string> {
  const { house, request } = visit;
  const { launches, clients } = house.access();
  const { login } = request.visitor ?? {};
  const found = await clients.find(client);
  if (login === undefined || found?.launchUri === undefined) throw accessErrors.launchUnknown();
  const caller = callerOf(request);
  if (patient !== undefined) await house.store.read(caller, 'Patient', patient);
  if (encounter !== undefined) await house.store.read(caller, 'Encounter', encounter);
  const word = await launches.begin({
    client,
    login,
    ...(patient === undefined ? {} : { patient }),
    ...(encounter === undefined ? {} : { encounter }),
  });
  const address = new URL(found.launchUri);
  address.searchParams.set('iss', `${house.baseUrl()}/fhir/R4`);
  address.searchParams.set('launch', word);
  return address.href;
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from './house.ts';

const NAME = 'lienmach_device';
const DAYS = 180;

/** The number of this browser, when somebody signed in here before. It opens nothing: it only has locks of its own. */
export const deviceOf = (request: FastifyRequest): string | undefined =>
  new RegExp(`(?:^|;\\s*)${NAME}=([^;]{1,64})`).exec(request.headers.cookie ?? '')?.[1];

export async function rememberDevice(house: House, request: FastifyRequest, reply: FastifyReply, login: string) {
  const device = await house.access().devices.remember(login, deviceOf(request));
  const secure = house.baseUrl().startsWith('https:') ? '; Secure' : '';
  const life = DAYS * 86_400;
  reply.header('set-cookie', `${NAME}=${device}; Path=/sign-in; HttpOnly; SameSite=Lax; Max-Age=${life}${secure}`);
}

import { server } from '@canary/server';

console.log(server);

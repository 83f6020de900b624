import { core } from '@canary/core';

console.log(core);

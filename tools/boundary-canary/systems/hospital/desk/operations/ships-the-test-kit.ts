import { world } from '@canary/testing';

console.log(world);

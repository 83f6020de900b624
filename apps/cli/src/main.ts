import { keepCompiled } from './keep-compiled.ts';
import { refuseOldNode } from './refuse-old-node.ts';

refuseOldNode(process.versions.node);
keepCompiled();
// everything else after that, so that it is found compiled
await import('./command-line.ts');

import { startAnvil } from '../../script/replica/startAnvil.ts';

// A program that starts a node and never ends by itself: replica.test.ts ends it in several ways.
const node = await startAnvil();
console.log(node.rpcUrl);
setInterval(() => undefined, 1_000);

/** `npm run build`: everything `npm start` would build, without starting. */
import { requireNode } from './toolchain/node-version.mjs';

requireNode();
const { prepare } = await import('./toolchain/build.mjs');
await prepare();

import { refuse } from './progress.mjs';

const LEAST = [20, 19];

/** Stops with a clear sentence on a Node that is too old, before anything else can fail in a strange way. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])) return;
  refuse(`Laufzettel needs Node ${LEAST.join('.')} or newer, but this is ${process.version}. See https://nodejs.org/.`);
}

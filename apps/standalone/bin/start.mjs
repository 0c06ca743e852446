/** `npm start`. This file must load on any Node, to be able to say that one is too old. */

/** Oldest Node that works, as package.json's `engines` says. */
const OLDEST = [20, 19];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  console.error(
    `Node ${process.versions.node} 版本过低 · Node ${process.versions.node} is too old: install Node ${OLDEST.join('.')} or newer`,
  );
  process.exit(1);
}

import('./start-service.mjs')
  .then(({ startService }) => startService())
  .catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });

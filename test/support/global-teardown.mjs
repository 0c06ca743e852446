import { environment } from './global-setup.mjs';

/** Jest runs this once after all suites. */
export default async function globalTeardown() {
  await environment?.stop();
}

import { describe, expect, it } from '@jest/globals';
import { commandsText, vendorCommands } from '#libs/contracts';
import { readTestPlans } from '#libs/dispatch';
import { resolvePlan } from '#libs/domain';
import { COMMANDS, PLAN_PARAMETERS, TEST_PLAN } from '../../apps/cli/src/demo/esbuild.js';

describe('the demo', () => {
  it('allows exactly the commands that its test plan runs', async () => {
    const plan = (await readTestPlans())
      .filter(({ slug }) => slug === TEST_PLAN)
      .sort((one, other) => other.version - one.version)[0];
    if (plan === undefined) throw new Error(`there is no plan ${TEST_PLAN}`);
    expect(commandsText(vendorCommands(resolvePlan(plan, PLAN_PARAMETERS)))).toBe(commandsText(COMMANDS));
  });
});

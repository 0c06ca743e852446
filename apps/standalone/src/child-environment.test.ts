import { describe, expect, it } from '@jest/globals';

import { agentEnvironment, serviceEnvironment } from './child-environment.js';
import { readStandaloneSettings } from './settings.js';

const settings = readStandaloneSettings('/checkout', { REDIS_URL: 'redis://127.0.0.1:6379', LOG_LEVEL: 'warn' });
const inherited = { PATH: '/bin', DATABASE_URL: 'postgres://secret', HOME: '/home/me', REDIS_URL: 'redis://other' };

describe('agentEnvironment', () => {
  it('holds nothing but what the agent needs', () => {
    expect(agentEnvironment(settings, 'token', inherited)).toEqual({
      PATH: '/bin',
      SHIPEI_URL: 'http://127.0.0.1:3000',
      SHIPEI_AGENT_DIR: '/checkout/.shipei/agent',
      SHIPEI_AGENT_ENROLMENT_TOKEN: 'token',
      LOG_LEVEL: 'warn',
    });
  });

  it('passes on what an operator sets for the agent', () => {
    const own = { SHIPEI_AGENT_NAME: 'lab', SHIPEI_AGENT_ALLOWED_DIGESTS: '/etc/digests' };
    expect(agentEnvironment(settings, 'token', { ...inherited, ...own })).toMatchObject(own);
  });

  it('has no token for an agent that has enrolled', () => {
    expect(Object.keys(agentEnvironment(settings, null, inherited))).not.toContain('SHIPEI_AGENT_ENROLMENT_TOKEN');
  });
});

describe('serviceEnvironment', () => {
  it('spells out every setting over what is inherited', () => {
    expect(serviceEnvironment(settings, 'postgres://own', inherited)).toEqual({
      PATH: '/bin',
      HOME: '/home/me',
      DATABASE_URL: 'postgres://own',
      REDIS_URL: 'redis://127.0.0.1:6379',
      SHIPEI_HOST: '127.0.0.1',
      SHIPEI_PORT: '3000',
      SHIPEI_PUBLIC_URL: 'http://127.0.0.1:3000',
      SHIPEI_STORE_DIR: '/checkout/.shipei/store',
      LOG_LEVEL: 'warn',
    });
  });
});

import { ROLES, type Role } from '#libs/domain';
import type { FakeAgent } from '../../support/fake-agent.js';
import type { TestService } from '../../support/service.js';
import { succeed } from '../support/http.js';
import { joinAs } from '../support/members.js';
import type { Rivals } from '../support/rivals.js';

/** Somebody who calls: nobody in particular, an agent or a person, of the organizations that own things or of others. */
export interface Caller {
  readonly name: string;
  readonly role: Role | 'agent' | 'stranger';
  /** `own`: of dev-vendor, dev-lab, dev-certification, dev-platform, which all things in question belong to. */
  readonly side: 'own' | 'foreign';
  readonly credential: 'none' | 'session' | 'api-key' | 'agent';
  readonly token: string | undefined;
}

/** One of each kind. */
export async function everyCaller(service: TestService, agent: FakeAgent, rivals: Rivals): Promise<readonly Caller[]> {
  const people = await Promise.all(
    ROLES.map(async (role): Promise<Caller[]> => {
      const own = await service.tokenOf(role);
      const foreign = role === 'center-operator' ? rivals.operator : (await joinAs(service, role)).token;
      return [
        { name: `own ${role}`, role, side: 'own', credential: 'session', token: own },
        { name: `foreign ${role}`, role, side: 'foreign', credential: 'session', token: foreign },
        { name: `own ${role}'s key`, role, side: 'own', credential: 'api-key', token: await keyOf(service, own) },
        {
          name: `foreign ${role}'s key`,
          role,
          side: 'foreign',
          credential: 'api-key',
          token: await keyOf(service, foreign),
        },
      ];
    }),
  );
  return [
    { name: 'stranger', role: 'stranger', side: 'foreign', credential: 'none', token: undefined },
    { name: 'own agent', role: 'agent', side: 'own', credential: 'agent', token: agent.credential },
    { name: 'foreign agent', role: 'agent', side: 'foreign', credential: 'agent', token: rivals.agent },
    ...people.flat(),
  ];
}

async function keyOf(service: TestService, token: string): Promise<string> {
  const call = { method: 'POST', path: '/api/v1/api-keys', token, json: { name: 'access' } };
  return (await succeed<{ key: string }>(service.url, call)).key;
}

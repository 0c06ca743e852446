import { FakeAgent } from '../../support/fake-agent.js';
import type { TestService } from '../../support/service.js';
import { KUNPENG } from './certifying.js';
import { succeed } from './http.js';

/** Service and agents that the certification suites share: what takes time is their start. */
export interface CertificationWorld {
  readonly service: TestService;
  /** Of the machine's own pool. */
  readonly agent: FakeAgent;
  /** Of a pool of catalogued platforms, in a center that is accredited for the real scheme. */
  readonly kunpeng: FakeAgent;
}

export async function openWorld(service: TestService): Promise<CertificationWorld> {
  const agent = await FakeAgent.enrol(service.url, service.prepared.enrolmentToken, 'local');
  const servicePacks = ['', '-sp1', '-sp2', '-sp3'].map((servicePack) => `openeuler/openeuler@22.03-lts${servicePack}`);
  return { service, agent, kunpeng: await kunpengAgent(service, ['kylinsoft/kylin-server@v10-sp3', ...servicePacks]) };
}

/** Several hosts, so that several jobs can be under way. */
export async function offerHosts(agent: FakeAgent): Promise<void> {
  await agent.register(Array.from({ length: 6 }, (_, index) => ({ name: `host-${index + 1}`, pool: 'local' })));
}

async function kunpengAgent(service: TestService, operatingSystems: readonly string[]): Promise<FakeAgent> {
  const post = async <T>(path: string, role: 'operator' | 'center-operator', json: object): Promise<T> =>
    succeed<T>(service.url, { method: 'POST', path: `/api/v1${path}`, token: await service.tokenOf(role), json });
  const center = { code: 'kunpeng', name: '鲲鹏分中心', organization: 'dev-lab', region: '110000' };
  await post('/centers', 'operator', { ...center, schemes: ['xinchuang', 'development'] });
  await post('/centers/kunpeng/pools', 'center-operator', { slug: 'kunpeng-920', cpu: KUNPENG, operatingSystems });
  const { token } = await post<{ token: string }>('/centers/kunpeng/enrolment-tokens', 'center-operator', {
    pools: ['kunpeng-920'],
  });
  const agent = await FakeAgent.enrol(service.url, token, 'kunpeng');
  await agent.register([{ name: 'kunpeng-1', pool: 'kunpeng-920' }]);
  return agent;
}

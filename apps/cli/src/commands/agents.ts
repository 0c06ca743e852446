import { unwrap, type components } from '#libs/client';
import type { Command } from 'commander';
import type { CommandContext } from '../context.js';
import { renderAgents } from '../rendering/centers.js';
import { moment } from '../rendering/moments.js';
import { both } from '../rendering/words.js';
import { parseWhole, repeatable } from './arguments.js';
import { given } from './given.js';
import type { Open } from './open.js';

interface TokenOptions {
  readonly pool: readonly string[];
  readonly validFor?: string;
}

interface EnrolmentToken {
  readonly token: string;
  readonly expiresAt: string;
}

export function addAgentCommands(program: Command, open: Open): void {
  const agents = program.command('agents').description(both('代理', 'agents'));
  withTokenOptions(agents.command('token <center>'))
    .description(both('创建一次性注册令牌', 'make a one-time enrolment token'))
    .action(async (center: string, options: TokenOptions) => {
      const context = await open();
      const token = await createToken(context, center, options);
      context.present(token, token.token);
    });
  withTokenOptions(agents.command('enrol <center>'))
    .description(both('创建注册令牌并说明如何启动代理', 'make an enrolment token and say how to start the agent'))
    .action(async (center: string, options: TokenOptions) => {
      const context = await open();
      const token = await createToken(context, center, options);
      context.present({ ...token, url: context.url }, howToStart(context.url, token));
    });
  agents
    .command('revoke <center> <id>')
    .description(both('吊销代理凭据；它执行中的任务转到别处', 'revoke an agent; what it runs goes elsewhere'))
    .action(async (code: string, id: string) => {
      const context = await open();
      const agent: components['schemas']['AgentSummary'] = unwrap(
        await context.client.POST('/api/v1/centers/{code}/agents/{id}/revoke', { params: { path: { code, id } } }),
      );
      context.present(agent, renderAgents([agent], context.styles));
    });
}

function withTokenOptions(command: Command): Command {
  return command
    .requiredOption('--pool <slug>', both('资源池，可重复', 'pool, repeatable'), repeatable)
    .option('--valid-for <seconds>', both('令牌有效秒数，默认 3600', 'seconds that the token lives, 3600 by default'));
}

async function createToken(context: CommandContext, code: string, options: TokenOptions): Promise<EnrolmentToken> {
  const validFor = options.validFor === undefined ? undefined : parseWhole('--valid-for', options.validFor, 60);
  return unwrap(
    await context.client.POST('/api/v1/centers/{code}/enrolment-tokens', {
      params: { path: { code } },
      body: { pools: options.pool.slice(), ...given({ validFor }) },
    }),
  );
}

/** The token goes through the environment: a command line is shown to every user of the machine. */
function howToStart(url: string, { token, expiresAt }: EnrolmentToken): string {
  return [
    both(
      `在测试主机上执行（令牌只能用一次，有效至 ${moment(expiresAt)}）`,
      `on the machine that tests (the token works once, until ${moment(expiresAt)})`,
    ),
    '',
    `  ${both('# 在 Shipei 的代码目录中', '# in a checkout of Shipei')}`,
    '  npm ci && npm run build',
    '  sudo install -d -m 700 -o "$USER" /var/lib/shipei-agent',
    `  export SHIPEI_URL=${url}`,
    '  export SHIPEI_AGENT_DIR=/var/lib/shipei-agent',
    `  export SHIPEI_AGENT_ENROLMENT_TOKEN=${token}`,
    '  node dist/apps/agent/src/main.js',
    '',
    both('之后代理用自己的凭据，不再需要令牌', 'afterwards the agent has its own credential and needs no token'),
  ].join('\n');
}

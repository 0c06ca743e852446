import { API_VERSION } from '#libs/contracts';
import { Command } from 'commander';
import { addAgentCommands } from './commands/agents.js';
import { addApiKeyCommands } from './commands/api-keys.js';
import { addApplicationCommands } from './commands/applications.js';
import { addBundleCommands } from './commands/bundle.js';
import { addCatalogueChangeCommands } from './commands/catalogue-changes.js';
import { addCatalogueCommands } from './commands/catalogue.js';
import { addCenterCommands } from './commands/centers.js';
import { addCertificateCommands } from './commands/certificates.js';
import { addExportCommand } from './commands/export.js';
import { addFindCommand } from './commands/find.js';
import { addFindingCommands } from './commands/findings.js';
import { addIdentityCommands } from './commands/identities.js';
import { addAdminCommands } from './commands/dead-letters.js';
import { addGapCommand } from './commands/gaps.js';
import { addImportCommands } from './commands/imports.js';
import { addJobCommands } from './commands/jobs.js';
import { addEstimateCommand } from './commands/estimates.js';
import { addMatrixCommands } from './commands/matrix.js';
import type { Open } from './commands/open.js';
import { addMemberCommands } from './commands/members.js';
import { addOrganizationCommands } from './commands/organizations.js';
import { addPolicyCommands } from './commands/policies.js';
import { addProductCommands } from './commands/products.js';
import { addReleaseCommands } from './commands/releases.js';
import { addRequestCommands } from './commands/requests.js';
import { addRuyiSdkCommands } from './commands/import-ruyisdk.js';
import { addInheritanceCommands } from './commands/inheritances.js';
import { addResolveCommand } from './commands/resolve.js';
import { addReviewCommands } from './commands/reviews.js';
import { addSearchCommands } from './commands/search.js';
import { addSessionCommands } from './commands/session.js';
import { addSolutionCommands } from './commands/solutions.js';
import { addSubscriptionCommands } from './commands/subscriptions.js';
import { addWatchCommands } from './commands/watch.js';
import { createContext, type GlobalOptions } from './context.js';
import { both } from './rendering/words.js';
import type { Terminal } from './terminal.js';

const AFTER_HELP = `
${both('环境变量', 'environment')}:
  SHIPEI_URL       ${both('服务地址', 'address of the service')}
  SHIPEI_TOKEN     ${both('会话令牌或 API 密钥，优先于保存的会话', 'session token or API key, before the stored session')}
  SHIPEI_PASSWORD  ${both('login 与新账户的密码', 'password for login and for new accounts')}
  SHIPEI_ONE_TIME_TOKEN  ${both('邀请、找回密码或入驻申请的令牌', 'token of an invitation, a recovery or an application')}

${both('退出码', 'exit codes')}:
  0  ${both('成功', 'done')}
  1  ${both('被拒绝，或所跟踪的任务结局不好', 'refused, or what was watched ended badly')}
  2  ${both('用法、设置或本地文件有误', 'the command line, a setting or a local file is wrong')}
  3  ${both('服务无法应答', 'the service does not answer, or cannot now')}
  4  ${both('到 --timeout 时仍未结束', 'not ended within --timeout')}
  130  ${both('被中断', 'interrupted')}
`;

/** The command line of `shipei`. Parsing runs the command; refusals and usage errors are thrown. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('shipei');
  program
    .description(both('适配：信创适配认证登记与测试调度', 'registry and test dispatch of a Xinchuang adaptation cloud'))
    .version(API_VERSION)
    .option('--url <address>', both('服务地址', 'address of the service'))
    .option('--json', both('最后输出一行 JSON', 'answer with one JSON line'))
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      // In its own language alone; what was thrown is said in both.
      outputError: () => undefined,
    })
    .addHelpText('after', AFTER_HELP);
  const open: Open = () => createContext(terminal, program.opts<GlobalOptions>());
  addSessionCommands(program, open);
  addProductCommands(program, open);
  addReleaseCommands(program, open);
  addImportCommands(program, open);
  addRequestCommands(program, open);
  addEstimateCommand(program, open);
  addWatchCommands(program, open);
  addJobCommands(program, open);
  addReviewCommands(program, open);
  addInheritanceCommands(program, open);
  addMatrixCommands(program, open);
  addBundleCommands(program, open);
  addSearchCommands(program, open);
  addFindCommand(program, open);
  addExportCommand(program, open);
  addFindingCommands(program, open);
  addSolutionCommands(program, open);
  addResolveCommand(program, open);
  addGapCommand(program, open);
  addSubscriptionCommands(program, open);
  addPolicyCommands(program, open);
  addCertificateCommands(program, open);
  addCatalogueCommands(program, open);
  addCatalogueChangeCommands(program, open);
  addRuyiSdkCommands(program, open);
  const organizations = addOrganizationCommands(program, open);
  addMemberCommands(program, organizations, open);
  addApplicationCommands(program, open);
  addCenterCommands(program, open);
  addAgentCommands(program, open);
  addApiKeyCommands(program, open);
  addIdentityCommands(program, open);
  addAdminCommands(program, open);
  return program;
}

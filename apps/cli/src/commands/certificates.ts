import { unwrap } from '#libs/client';
import type { Command } from 'commander';
import { renderCertificate } from '../rendering/certification.js';
import { both } from '../rendering/words.js';
import type { Open } from './open.js';

const ACTIONS = [
  { verb: 'revoke', text: both('撤销，不可恢复', 'end a certificate for good') },
  { verb: 'suspend', text: both('暂停，可恢复', 'suspend a certificate; reversible') },
  { verb: 'reinstate', text: both('结束暂停', 'end a suspension') },
] as const;

export function addCertificateCommands(program: Command, open: Open): void {
  const certificates = program.command('certificates').description(both('证书', 'certificates'));
  certificates
    .command('show <number>')
    .description(both('证书原文与当前状态', 'a certificate as issued, and its present state'))
    .action(async (number: string) => {
      const context = await open();
      const certificate = unwrap(
        await context.client.GET('/api/v1/certificates/{number}', { params: { path: { number } } }),
      );
      context.present(certificate, renderCertificate(certificate, context.styles));
    });
  for (const { verb, text } of ACTIONS) {
    certificates
      .command(`${verb} <number>`)
      .description(text)
      .requiredOption('--reason <text>', both('原因', 'reason'))
      .action(async (number: string, options: { readonly reason: string }) => {
        const context = await open();
        const certificate = unwrap(
          await context.client.POST(`/api/v1/certificates/{number}/${verb}`, {
            params: { path: { number } },
            body: { reason: options.reason },
          }),
        );
        context.present(certificate, renderCertificate(certificate, context.styles));
      });
  }
}

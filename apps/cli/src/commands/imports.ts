import { openAsBlob } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { unwrap } from '#libs/client';
import { IMPORT_KINDS } from '#libs/contracts';
import type { Command } from 'commander';
import { CommandEnded, type CommandContext } from '../context.js';
import { bytesOf, writeBytes } from '../downloads/receive-body.js';
import { EXIT, UsageError } from '../exit-codes.js';
import { messageOf } from '../failure.js';
import { renderImport, renderImportRows } from '../rendering/imports.js';
import { size } from '../rendering/moments.js';
import { both } from '../rendering/words.js';
import { digestFile } from '../uploads/digest-file.js';
import { confirmImport, sendImport, settledImport } from '../uploads/send-import.js';
import { given } from './given.js';
import type { Open } from './open.js';

type Kind = (typeof IMPORT_KINDS)[number];

interface ImportOptions {
  readonly kind?: string;
  readonly organization?: string;
  readonly source?: string;
  readonly encoding?: 'utf-8' | 'gb18030';
  readonly apply?: boolean;
  readonly acceptedOnly?: boolean;
}

/** Refused rows that are told. */
const TOLD = 50;

export function addImportCommands(program: Command, open: Open): void {
  program
    .command('import <file>')
    .description(
      both(
        '导入产品、版本、适配声明或机构（XLSX、CSV、YAML）；默认只试算',
        'import products, releases, declarations or organizations; a dry run unless --apply',
      ),
    )
    .option('--kind <kind>', IMPORT_KINDS.join('|'))
    .option('--organization <slug>', both('为哪个机构导入（运营方）', 'whose rows they are (operators)'))
    .option('--source <text>', both('声明的依据', 'what declarations rest on'))
    .option('--encoding <name>', 'utf-8|gb18030')
    .option('--apply', both('试算后导入', 'apply what the dry run says'))
    .option('--accepted-only', both('略过被拒的行', 'leave refused rows out'))
    .action(async (file: string, options: ImportOptions) => importFile(await open(), file, options));
  program
    .command('import-template <kind>')
    .description(both('下载带下拉列表的导入模板', 'download a workbook to fill in, with drop-down lists'))
    .requiredOption('-o, --output <file>', both('写到此文件', 'file to write'))
    .action(async (kind: string, { output }: { readonly output: string }) =>
      saveTemplate(await open(), kindOf(kind), output),
    );
  program
    .command('import-undo <id>')
    .description(both('撤销整个导入', 'undo a whole import'))
    .requiredOption('--reason <text>', both('缘由', 'why'))
    .action(async (id: string, { reason }: { readonly reason: string }) => undo(await open(), id, reason));
}

async function importFile(context: CommandContext, file: string, options: ImportOptions): Promise<void> {
  const { styles } = context;
  const { sha256 } = await digestFile(file);
  const blob = await openAsBlob(file).catch((error: unknown) => {
    throw new UsageError(`无法读取 ${file} · Can't read ${file}: ${messageOf(error)}`);
  });
  const { organization, source, encoding } = options;
  const kind = options.kind === undefined ? undefined : kindOf(options.kind);
  const query = { fileName: path.basename(file), sha256, ...given({ kind, organization, source, encoding }) };
  const checked = await sendImport(context, blob, query);
  const refused = checked.counts['refused'] ?? 0;
  const mayApply =
    options.apply === true && checked.digest !== null && (refused === 0 || options.acceptedOnly === true);
  const rows = refused === 0 ? [] : await refusedRows(context, checked.id);
  if (!mayApply) {
    context.present({ import: checked, refused: rows }, () =>
      [renderImport(checked, styles), renderImportRows(rows, refused, styles)].join('\n'),
    );
    if (checked.state === 'failed' || refused > 0) throw new CommandEnded(EXIT.refused);
    return;
  }
  const applied = await confirmImport(context, checked, options.acceptedOnly === true);
  context.present({ import: applied, refused: rows }, () =>
    [renderImport(applied, styles), renderImportRows(rows, refused, styles)].join('\n'),
  );
  if (applied.state !== 'applied') throw new CommandEnded(EXIT.refused);
}

async function undo(context: CommandContext, id: string, reason: string): Promise<void> {
  unwrap(await context.client.POST('/api/v1/imports/{id}/undo', { params: { path: { id } }, body: { reason } }));
  const undone = await settledImport(context, id, ['undoing']);
  context.present({ import: undone }, renderImport(undone, context.styles));
  if (undone.state !== 'undone') throw new CommandEnded(EXIT.refused);
}

async function refusedRows(context: CommandContext, id: string) {
  const query = { action: 'refused', limit: TOLD } as const;
  return unwrap(await context.client.GET('/api/v1/imports/{id}/rows', { params: { path: { id }, query } })).items;
}

async function saveTemplate(context: CommandContext, kind: Kind, output: string): Promise<void> {
  const template = `${kind}.xlsx` as const;
  const { data } = await context.client.GET('/api/v1/imports/templates/{template}', {
    params: { path: { template } },
    parseAs: 'stream',
  });
  const part = `${output}.${process.pid}.part`;
  try {
    const written = await writeBytes(bytesOf(data, context.url), part);
    await rename(part, output);
    context.present({ file: output, bytes: written }, `${context.styles.good('✔')} ${output}  ${size(written)}`);
  } finally {
    await rm(part, { force: true });
  }
}

function kindOf(text: string): Kind {
  const kind = IMPORT_KINDS.find((known) => known === text);
  if (kind !== undefined) return kind;
  throw new UsageError(`应为 ${IMPORT_KINDS.join('、')} 之一 · must be one of ${IMPORT_KINDS.join(', ')}`);
}

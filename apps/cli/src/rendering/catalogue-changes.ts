import type { components } from '#libs/client';
import { plainText } from './plain-text.js';
import type { Styles } from './styles.js';
import { renderTable } from './table.js';
import { both, label, type Words } from './words.js';

type Diff = components['schemas']['CatalogueDiff'];
type Version = components['schemas']['CatalogueVersion'];
type VersionDetail = components['schemas']['CatalogueVersionDetail'];
type Change = Diff['changes'][number];

const ACTION = {
  added: { zh: '新增', en: 'added' },
  changed: { zh: '变更', en: 'changed' },
  kept: { zh: '保留', en: 'kept' },
} as const satisfies Record<Change['action'], Words>;

const ORIGIN = {
  shipped: { zh: '随版本发布', en: 'shipped' },
  operator: { zh: '运营者', en: 'operator' },
} as const satisfies Record<Version['origin'], Words>;

const LONGEST_VALUE = 60;

export function renderCatalogueDiff(diff: Diff, styles: Styles): string {
  const { changes, unchanged, touches, version, digest } = diff;
  const head = both(
    `变化 ${changes.length} 条，无变化 ${unchanged} 条（对比目录版本 ${diff.base}）`,
    `${changes.length} entries change, ${unchanged} say what is known (compared with version ${diff.base})`,
  );
  const reach = both(
    `涉及现有平台 ${touches.platforms} 个，可能改变答案的 ${touches.reachedPlatforms} 个；新增平台 ${touches.newPlatforms} 个`,
    `${touches.platforms} platforms change, answers of ${touches.reachedPlatforms} may; ${touches.newPlatforms} are new`,
  );
  const end =
    version === null
      ? `${both('尚未写入；确认请执行', 'nothing is stored yet; to confirm')}: shipei catalogue apply … --digest ${digest} --reason …`
      : styles.good(both(`✔ 已写入目录版本 ${version}`, `applied as version ${version}`));
  return [styles.strong(head), renderChanges(changes, styles), reach, end].join('\n');
}

/** A changed field is a row; a new entry is one, whatever it says. */
function renderChanges(changes: readonly Change[], styles: Styles): string {
  const rows = changes.flatMap((change) =>
    change.action === 'changed'
      ? change.fields.map((field) => ({ change, ...field }))
      : [{ change, field: '', from: undefined, to: undefined }],
  );
  return renderTable(
    [
      { zh: '', en: '', value: ({ change }) => label(ACTION[change.action]) },
      { zh: '类', en: 'kind', value: ({ change }) => change.kind },
      { zh: '条目', en: 'entry', value: ({ change }) => change.key, paint: styles.strong },
      { zh: '字段', en: 'field', value: ({ field }) => field },
      { zh: '现为', en: 'now', value: ({ from }) => valueText(from) },
      { zh: '将为', en: 'then', value: ({ to }) => valueText(to) },
    ],
    rows,
    styles,
  );
}

export function renderCatalogueVersions(versions: readonly Version[], styles: Styles): string {
  return renderTable(
    [
      { zh: '版本', en: 'version', value: ({ version }) => String(version), paint: styles.strong },
      { zh: '来源', en: 'origin', value: ({ origin }) => label(ORIGIN[origin]) },
      {
        zh: '何人',
        en: 'by',
        value: ({ person, organization }) => (person === null ? '–' : `${person} (${organization})`),
      },
      { zh: '何时', en: 'at', value: ({ appliedAt }) => appliedAt },
      { zh: '新增', en: 'added', value: ({ added }) => String(added), align: 'right' },
      { zh: '变更', en: 'changed', value: ({ changed }) => String(changed), align: 'right' },
      { zh: '缘由', en: 'reason', value: ({ reason }) => reason },
    ],
    versions,
    styles,
  );
}

export function renderCatalogueVersion(version: VersionDetail, styles: Styles): string {
  return `${renderCatalogueVersions([version], styles)}\n\n${renderChanges(version.changes, styles)}`;
}

export function renderCatalogueConflicts(
  conflicts: readonly { kind: string; key: string; operatorVersion: number | null }[],
  styles: Styles,
): string {
  return renderTable(
    [
      { zh: '类', en: 'kind', value: ({ kind }) => kind },
      { zh: '条目', en: 'entry', value: ({ key }) => key, paint: styles.strong },
      {
        zh: '现行依据',
        en: 'in force by',
        value: ({ operatorVersion }) =>
          operatorVersion === null
            ? both('发布的条目被搁置', 'the shipped entry is withheld')
            : both(`目录版本 ${operatorVersion}`, `version ${operatorVersion}`),
      },
    ],
    conflicts,
    styles,
  );
}

function valueText(value: unknown): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return plainText(text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text);
}

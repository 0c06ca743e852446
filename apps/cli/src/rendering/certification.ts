import type { components } from '#libs/client';
import { moment } from './moments.js';
import type { Styles } from './styles.js';
import { renderFacts, renderTable, stateText } from './table.js';
import { CERTIFICATE_STATE_WORDS, label, REVIEW_KIND_WORDS, REVIEW_STATE_WORDS } from './words.js';

type Review = components['schemas']['Review'];
type Certificate = components['schemas']['Certificate'];

export function renderReviews(reviews: readonly Review[], styles: Styles): string {
  return renderTable(
    [
      {
        zh: '状态',
        en: 'state',
        value: (review) => stateText(REVIEW_STATE_WORDS[review.state]),
        paint: (text, review) => styles[REVIEW_STATE_WORDS[review.state].tone](text),
      },
      { zh: '评审', en: 'review', value: (review) => label(REVIEW_KIND_WORDS[review.kind]) },
      { zh: '结果', en: 'outcome', value: (review) => review.outcome },
      { zh: '版本', en: 'release', value: (review) => review.release },
      { zh: '平台', en: 'platform', value: (review) => `${review.os} × ${review.cpu}` },
      { zh: '认证方案', en: 'scheme', value: (review) => review.scheme },
      { zh: '涉及证书', en: 'contested', value: (review) => review.certificate ?? '' },
      { zh: '提交于', en: 'opened', value: (review) => moment(review.openedAt) },
      { zh: '编号', en: 'id', value: (review) => review.id, paint: styles.quiet },
    ],
    reviews,
    styles,
  );
}

export function renderCertificate(certificate: Certificate, styles: Styles): string {
  const words = CERTIFICATE_STATE_WORDS[certificate.state];
  return renderFacts(
    [
      { zh: '证书', en: 'certificate', value: certificate.number, paint: styles.strong },
      { zh: '状态', en: 'state', value: stateText(words), paint: styles[words.tone] },
      { zh: '产品', en: 'product', value: `${certificate.productName}  ${certificate.release}` },
      {
        zh: '平台',
        en: 'platforms',
        value: certificate.platforms
          .map((platform) => `${platform.osName} × ${platform.cpuName}  (${platform.os} × ${platform.cpu})`)
          .join('\n'),
      },
      { zh: '认证方案', en: 'scheme', value: certificate.scheme },
      { zh: '发证机构', en: 'issuing body', value: certificate.issuingBody },
      { zh: '测试机构', en: 'testing body', value: certificate.testingBody },
      { zh: '发证', en: 'issued', value: moment(certificate.issuedAt) },
      { zh: '有效期', en: 'valid', value: `${moment(certificate.validFrom)} – ${moment(certificate.validUntil)}` },
      { zh: '规则版本', en: 'policy', value: certificate.policy },
      {
        zh: '继承自',
        en: 'inherited from',
        value:
          certificate.inheritedFrom === null
            ? null
            : `${certificate.inheritedFrom.certificate}  ${certificate.inheritedFrom.path.map(({ rule }) => rule).join('+')}`,
      },
      { zh: '测试方案', en: 'test plan', value: certificate.testPlan },
      {
        zh: '安装包',
        en: 'artifacts',
        value: certificate.artifacts.map((artifact) => `${artifact.sha256}  ${artifact.fileName}`).join('\n'),
      },
      {
        zh: '证据',
        en: 'evidence',
        value: certificate.evidence.map((piece) => `${piece.sha256}  ${piece.name}`).join('\n') || null,
      },
    ],
    styles,
  );
}

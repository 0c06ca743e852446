import { rows } from '#libs/database';
import { evaluateCell, type CellAnswer, type ReleaseFacts } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { cellFacts, type NamedFacts } from '../../../libs/matrix/src/cells/cell-facts.queries.js';
import { PLATFORMS } from '../world/platforms.js';
import type { WorldRelease } from '../world/releases.js';

/** What the naive evaluator is asked, with the moment and revision that the served answer states. */
export interface NaiveQuestion {
  readonly platform: number;
  readonly validAt: number;
  readonly revision: number;
  /** Slug of the organization that asks; null for strangers. */
  readonly asker: string | null;
}

/** The reference: `evaluateCell` over what the database holds, read once per release. */
export class NaiveAnswers {
  readonly #db: DataSource;
  readonly #organizations: ReadonlyMap<string, string>;
  readonly #slugs: ReadonlyMap<string, string>;
  /** Newest revision of the world. */
  readonly head: number;

  private constructor(db: DataSource, organizations: ReadonlyMap<string, string>, head: number) {
    this.#db = db;
    this.#organizations = organizations;
    this.#slugs = new Map([...organizations].map(([slug, id]) => [id, slug]));
    this.head = head;
  }

  static async open(db: DataSource): Promise<NaiveAnswers> {
    const organizations = await rows<{ slug: string; id: string }>(db, 'SELECT slug, id FROM organizations');
    const [head] = await rows<{ revision: number }>(db, 'SELECT revision FROM revision_head');
    return new NaiveAnswers(db, new Map(organizations.map(({ slug, id }) => [slug, id])), head?.revision ?? 0);
  }

  /** The evaluator selects findings by revision; catalogue and policy are the same at each of the world's revisions. */
  async about(release: WorldRelease): Promise<(question: NaiveQuestion) => object> {
    const facts = await cellFacts(this.#db, release.id, this.head);
    if (facts === undefined) throw new Error('the world has no policy');
    if (facts.release.fixesOnly !== release.fixesOnly || facts.release.coordinate !== release.coordinate) {
      throw new Error(`the database says of ${release.coordinate} what the world does not`);
    }
    return (question) => this.#answer(facts.release, facts, question);
  }

  #answer(release: ReleaseFacts, facts: NamedFacts, question: NaiveQuestion): object {
    const place = PLATFORMS[question.platform];
    const os = facts.osReleases.find(({ coordinate }) => coordinate === place?.os);
    const cpu = facts.cpuModels.find(({ coordinate }) => coordinate === place?.cpu);
    if (os === undefined || cpu === undefined) throw new Error(`no platform ${question.platform}`);
    const organization = question.asker === null ? undefined : this.#organizations.get(question.asker);
    const answer = evaluateCell(
      {
        release,
        os,
        cpu,
        secondReleaseId: null,
        audience: { organizationIds: organization === undefined ? [] : [organization] },
        validAt: question.validAt,
        knownAtRevision: question.revision,
      },
      facts,
    );
    return this.#asServed(answer);
  }

  /** In the words of the API. */
  #asServed({ sources, path, validUntil, validAt, declaredBy, knownAtRevision, ...same }: CellAnswer): object {
    return {
      ...same,
      findings: sources.map(({ id }) => id),
      path: path.map(({ findingId, ...step }) => ({ ...step, finding: findingId })),
      validUntil: validUntil === null ? null : new Date(validUntil).toISOString(),
      validAt: new Date(validAt).toISOString(),
      declaredBy: declaredBy.map(({ organizationId, ...voice }) => ({
        ...voice,
        organization: this.#slugs.get(organizationId),
      })),
      revision: knownAtRevision,
    };
  }
}

import { publishFinding as publishFindingVerb } from '#libs/certification';
import { getFinding, listFindings, publishFinding } from '#libs/contracts';
import { notFound, type PersonActor } from '#libs/domain';
import { findingByNumber, findingsPage, type ShownFinding } from '#libs/matrix';
import { requireRelease } from '#libs/registry';
import { Controller } from '@nestjs/common';
import { pageOf, readCursor } from '../http/cursor.js';
import { Handles, Input, MaybePerson, Person, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';

@Controller()
export class FindingsController {
  constructor(private readonly parts: Parts) {}

  @Handles(getFinding)
  async getFinding(
    @MaybePerson() person: PersonActor | null,
    @Input() { params }: InputFor<typeof getFinding>,
  ): Answer<typeof getFinding> {
    return shown(await findingByNumber(this.parts.db, person?.organizationId ?? null, numberOf(params.id)));
  }

  @Handles(listFindings)
  async listFindings(
    @MaybePerson() person: PersonActor | null,
    @Input() { query }: InputFor<typeof listFindings>,
  ): Answer<typeof listFindings> {
    const viewer = person?.organizationId ?? null;
    const release = await requireRelease(this.parts.db, viewer, query.release, 'release');
    const page = { after: readCursor('number', query.cursor, 0), limit: query.limit + 1 };
    const found = await findingsPage(this.parts.db, viewer, { ...query, releaseId: release.id }, page);
    return pageOf(found, query.limit, ({ number }) => number, shown);
  }

  @Handles(publishFinding)
  async publishFinding(
    @Person() actor: PersonActor,
    @Input() { params }: InputFor<typeof publishFinding>,
  ): Answer<typeof publishFinding> {
    return shown(await publishFindingVerb({ db: this.parts.db, actor }, numberOf(params.id)));
  }
}

type Shown = Awaited<Answer<typeof getFinding>>;

/** Findings are numbered by a 32-bit integer: what is greater names none. */
function numberOf(id: string): number {
  const number = Number(id.slice(2));
  if (number > 2_147_483_647) throw notFound('结论 · finding');
  return number;
}

/** Kinds are checked by the table, and again by the answer's schema. */
function shown(finding: ShownFinding): Shown {
  return finding as Omit<ShownFinding, 'kind' | 'acts'> & Pick<Shown, 'kind' | 'acts'>;
}

import type { CellAnswer, EndCode } from '#libs/domain';
import { answerTemplate, STAND_IN, type AnswerTemplate } from './answer-template.js';
import type { DeclarationInForce } from './declarations.js';
import type { Explanation } from './explanations.js';

/** All that the text around the content of an answer depends on. */
export interface AnswerShape {
  readonly explanation: Explanation;
  readonly scheme: string | null;
  /** Why the answer ends or has ended; null where no end is known. */
  readonly end: EndCode | null;
  readonly isOver: boolean;
  readonly hasCertificate: boolean;
  /** The source is about another release. */
  readonly isFromKin: boolean;
  readonly voices: readonly Pick<DeclarationInForce, 'as' | 'isPass'>[];
  readonly policy: string;
}

/** The template of all answers of one shape. */
export function templateOfShape(shape: AnswerShape): AnswerTemplate {
  const { status, steps } = shape.explanation;
  const certificate = shape.hasCertificate ? STAND_IN.certificate : null;
  const declarations = shape.voices.map((_, place) => ({ number: place, id: STAND_IN.declared(place) }));
  const source = status === 'unknown' ? [] : [{ number: 0, id: STAND_IN.finding }];
  return answerTemplate({
    release: STAND_IN.release,
    os: STAND_IN.os,
    cpu: STAND_IN.cpu,
    status,
    scheme: shape.scheme,
    sources: status === 'declared' ? declarations : source,
    path: steps.map(({ rule, axis }) => ({
      rule,
      from: { [axis]: STAND_IN.from[axis] },
      findingId: STAND_IN.finding,
      certificate,
    })),
    certificate: steps.length > 0 || status === 'unknown' ? null : certificate,
    validUntil: shape.end === null ? null : shape.isOver ? STAND_IN.ended : STAND_IN.ends,
    endsBecause: shape.end,
    declaredBy: shape.voices.map(({ as, isPass }, place) => ({
      organizationId: STAND_IN.declarer(place),
      as,
      verdict: isPass ? 'pass' : 'fail',
    })),
    unknownBecause: unknownBecause(shape),
    policy: shape.policy,
    validAt: STAND_IN.validAt,
    knownAtRevision: STAND_IN.knownAtRevision,
  });
}

function unknownBecause({ explanation: { because }, isFromKin }: AnswerShape): CellAnswer['unknownBecause'] {
  if (because === null) return null;
  const { code, rule, hasNearest } = because;
  if (!hasNearest) return { code, rule, nearest: null };
  const { release, os, cpu } = STAND_IN.from;
  return { code, rule, nearest: { ...(isFromKin ? { release } : {}), os, cpu, findingId: STAND_IN.finding } };
}

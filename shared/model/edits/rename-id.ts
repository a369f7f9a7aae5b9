import { message, type Result } from '../../messages/message';
import type { Change, Edit } from '../edit';
import type { AssetId, BoundaryId, ElementId, FlowId } from '../ids';
import { answerKey, ID_PATTERN, mitigationKey, splitKey, threatKey } from '../ids';
import { isTaken, subjectOf, type ThreatModel } from '../threat-model';

/** The id that follows `id` in a section, so that a renamed entry keeps its place. */
function following<K>(map: ReadonlyMap<K, unknown>, id: K): K | undefined {
  const keys = [...map.keys()];
  return keys[keys.indexOf(id) + 1];
}

const at = <K>(before: K | undefined) => (before === undefined ? {} : { before });

function* renamedEntry(model: ThreatModel, from: string, to: string): Generator<Change> {
  const subject = subjectOf(model, from);
  switch (subject?.kind) {
    case 'element':
      yield { section: 'elements', id: subject.id };
      yield { section: 'elements', id: to as ElementId, to: subject.entry, ...at(following(model.elements, subject.id)) };
      break;
    case 'flow':
      yield { section: 'flows', id: subject.id };
      yield { section: 'flows', id: to as FlowId, to: subject.entry, ...at(following(model.flows, subject.id)) };
      break;
    case 'boundary':
      yield { section: 'boundaries', id: subject.id };
      yield { section: 'boundaries', id: to as BoundaryId, to: subject.entry, ...at(following(model.boundaries, subject.id)) };
      break;
    case 'asset':
      yield { section: 'assets', id: subject.id };
      yield { section: 'assets', id: to as AssetId, to: subject.entry, ...at(following(model.assets, subject.id)) };
      break;
    default:
      break;
  }
}

function* renamedReferences(model: ThreatModel, from: string, to: string): Generator<Change> {
  const swap = <T extends string>(id: T): T => (id === from ? (to as T) : id);
  for (const [id, boundary] of model.boundaries)
    if (boundary.in === from) yield { section: 'boundaries', id: swap(id), to: { ...boundary, in: to as BoundaryId } };
  for (const [id, element] of model.elements) {
    const lists: readonly (readonly string[] | undefined)[] = [element.stores, element.doesNotCall];
    if (element.in !== from && !lists.some((list) => list?.includes(from))) continue;
    const [stores, doesNotCall] = [element.stores?.map(swap), element.doesNotCall?.map(swap)];
    yield {
      section: 'elements',
      id: swap(id),
      to: {
        ...element,
        ...(element.in === undefined ? {} : { in: swap(element.in) }),
        ...(stores ? { stores } : {}),
        ...(doesNotCall ? { doesNotCall } : {}),
      },
    };
  }
  for (const [id, flow] of model.flows) {
    if (flow.from !== from && flow.to !== from && !flow.carries?.some((asset) => asset === from)) continue;
    const carries = flow.carries?.map(swap);
    yield { section: 'flows', id: swap(id), to: { ...flow, from: swap(flow.from), to: swap(flow.to), ...(carries ? { carries } : {}) } };
  }
}

/** `what@from` and `what@in:from` become `what@to`, keeping their place. */
function* renamedKeys(model: ThreatModel, from: string, to: string): Generator<Change> {
  const renamed = (key: string): string | undefined => {
    const parts = splitKey(key);
    return parts?.subject === from ? `${parts.what}@${parts.inside ? 'in:' : ''}${to}` : undefined;
  };
  for (const [id, entry] of model.answers) {
    const next = renamed(id);
    if (next === undefined) continue;
    yield { section: 'answers', id };
    yield { section: 'answers', id: answerKey.parse(next), to: entry, ...at(following(model.answers, id)) };
  }
  for (const [id, entry] of model.decisions) {
    const next = renamed(id);
    const coveredBy = entry.coveredBy === undefined ? undefined : renamed(entry.coveredBy);
    const value = coveredBy === undefined ? entry : { ...entry, coveredBy: threatKey.parse(coveredBy) };
    if (next !== undefined) {
      yield { section: 'decisions', id };
      yield { section: 'decisions', id: threatKey.parse(next), to: value, ...at(following(model.decisions, id)) };
    } else if (coveredBy !== undefined) yield { section: 'decisions', id, to: value };
  }
  for (const [id, entry] of model.mitigations) {
    const next = renamed(id);
    if (next === undefined) continue;
    yield { section: 'mitigations', id };
    yield { section: 'mitigations', id: mitigationKey.parse(next), to: entry, ...at(following(model.mitigations, id)) };
  }
  for (const [id, tree] of model.trees) {
    const goal = tree.goal.replace(/^(?<what>[a-z]+):(?<subject>.*)$/, (whole, what: string, subject: string) =>
      subject === from ? `${what}:${to}` : whole,
    );
    if (goal !== tree.goal) yield { section: 'trees', id, to: { ...tree, goal } };
  }
  for (const [diagram, placements] of model.layout) {
    const placement = placements.get(from);
    if (placement === undefined) continue;
    yield { section: 'layout', diagram, id: from };
    yield { section: 'layout', diagram, id: to, to: placement, ...at(following(placements, from)) };
  }
}

/**
 * Gives a thing another id: one edit that rewrites every key and reference and keeps every place in the file. `origin`
 * stays, so that the next import still knows the thing.
 * @returns a problem if the new id is malformed or taken, or if the model has no `from`.
 */
export function renameId(model: ThreatModel, from: string, to: string): Result<Edit> {
  const fail = (expected: string): Result<Edit> => ({
    ok: false,
    problems: [{ severity: 'error', message: message('model.schema', { expected }) }],
  });
  if (!ID_PATTERN.test(to)) return fail('lower case letters, digits, ".", "_" and "-", beginning with a letter or digit');
  if (subjectOf(model, from) === undefined)
    return { ok: false, problems: [{ severity: 'error', message: message('model.unknown-reference', { id: from, kind: 'thing' }) }] };
  if (from === to || isTaken(model, to))
    return {
      ok: false,
      problems: [{ severity: 'error', message: message('model.duplicate-id', { id: to }), mend: message('model.mend-duplicate') }],
    };
  return {
    ok: true,
    problems: [],
    value: {
      label: message('edit.rename-id', { from, to }),
      changes: [...renamedEntry(model, from, to), ...renamedReferences(model, from, to), ...renamedKeys(model, from, to)],
    },
  };
}

import type { ImportSource } from '../../import-result';
import { type Fact, fact, setOf } from '../facts';
import { type ImageReference, parseImage } from '../../../catalog/image-reference';
import { hasFloatingTag, pullPolicy } from './image-tag';
import type { Container, Workload } from '../objects/objects';
import type { Role } from './roles';

interface Imaged {
  readonly container: Container;
  readonly written: string;
  readonly line: number;
  readonly reference: ImageReference;
}

/** 2: whoever moves the tag decides what runs; 1: whoever can push to the tag does; 0: nobody can change it. */
function changeability({ reference }: Imaged): number {
  if (reference.digest !== undefined) return 0;
  return hasFloatingTag(reference) ? 2 : 1;
}

/** The longest reference worth keeping: registries allow 255 characters for a name, and a digest takes 71. */
const LONGEST = 500;

/**
 * What the images of a workload are, the worst of its containers speaking for it: the one whose image can be changed most
 * easily. Of equals it is the container that shows the role, then the first that stays.
 */
export function images(workload: Workload, role: Role): readonly Fact[] {
  const { file, pod } = workload;
  const imaged = pod.containers.flatMap((container): readonly Imaged[] => {
    const { image } = container;
    return image === undefined || image.value === ''
      ? []
      : [{ container, written: image.value, line: image.line, reference: parseImage(image.value) }];
  });
  const stays = ({ container }: Imaged): number => (container === role.container ? 0 : container.role === 'main' ? 1 : 2);
  const [worst] = [...imaged].sort((a, b) => changeability(b) - changeability(a) || stays(a) - stays(b));
  if (worst === undefined) return [];
  const source: ImportSource = { file, line: worst.line, container: worst.container.name };
  // Never asking the registry again is worst: an image that was once on the node runs for whoever knows its name.
  const policies = new Map(imaged.map((each) => [pullPolicy(each.reference, each.container.imagePullPolicy?.value), each]));
  const policy = ['Never', 'IfNotPresent', 'Always'].find((known) => policies.has(known));
  const decides = policy === undefined ? undefined : policies.get(policy);
  const distinct = setOf(imaged.map(({ written }) => written.slice(0, LONGEST)));
  return [
    ...fact('images', distinct.length > 1 ? distinct : undefined, { file, line: pod.line }),
    ...fact('image', worst.written.slice(0, LONGEST), source),
    ...fact('imagePinnedByDigest', changeability(worst) === 0, source),
    ...fact('imageTagFloating', changeability(worst) === 2, source),
    ...fact('imageRegistry', worst.reference.registry.slice(0, LONGEST), source),
    ...fact(
      'imagePullPolicy',
      policy,
      decides ? { file, line: decides.container.imagePullPolicy?.line ?? decides.line, container: decides.container.name } : source,
    ),
  ];
}

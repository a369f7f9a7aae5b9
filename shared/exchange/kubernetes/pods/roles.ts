import { type Catalog, isA } from '../../../catalog/catalog';
import type { ImageEntry } from '../../../catalog/schema';
import type { TypeId } from '../../../model/ids';
import { parseImage } from '../../../catalog/image-reference';
import type { Container, ContainerPort, Workload } from '../objects/objects';

const type = (id: string): TypeId => id as TypeId;
const DATA = type('data');
const GENERIC = type('process/generic');
const BATCH = type('process/batch');
const WEB = type('process/web-application');

/** What a workload is in the architecture, how that was seen, and the container that shows it. */
export interface Role {
  readonly type: TypeId;
  /** `image`: the catalog knows the image. `name`: the image is called what it is. `port`: a port has the name and number of a known one. */
  readonly by: 'image' | 'name' | 'port' | 'kind' | 'entry' | 'nothing';
  readonly container: Container | undefined;
  /** The line that shows it. */
  readonly line: number | undefined;
  /** The catalog's entry, if the image itself is known. */
  readonly image: ImageEntry | undefined;
}

/** The last part of a repository's path: `redis` of `team/mirror/redis`. */
const lastPart = (repository: string): string => repository.slice(repository.lastIndexOf('/') + 1);
const letters = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Recognises roles by what the catalog knows of images and ports. */
export class Roles {
  /** Processes by their own name, for images that are called what they are: `loadgenerator`, `worker`, `gateway`. */
  private readonly byName: ReadonlyMap<string, TypeId>;
  private readonly byPort = new Map<number, ImageEntry[]>();

  private readonly catalog: Catalog;

  constructor(catalog: Catalog) {
    this.catalog = catalog;
    const roles = [...catalog.stencils.values()].filter(({ id, use }) => use === 'role' && id.startsWith('process/') && id !== GENERIC);
    this.byName = new Map(roles.map(({ id }) => [letters(lastPart(id)), id]));
    for (const image of catalog.entries.images) {
      for (const port of Object.keys(image.ports)) this.byPort.set(Number(port), [...(this.byPort.get(Number(port)) ?? []), image]);
    }
  }

  /** What the catalog says of an image, by its repository; a private mirror's path does not matter for data stores. */
  imageOf(reference: string | undefined): ImageEntry | undefined {
    if (reference === undefined) return undefined;
    const { repository } = parseImage(reference);
    const known = this.catalog.images.get(repository);
    if (known !== undefined) return known;
    const mirrored = this.catalog.images.get(lastPart(repository));
    return mirrored !== undefined && isA(this.catalog, mirrored.type, DATA) ? mirrored : undefined;
  }

  private ofContainer(container: Container): Role | undefined {
    const reference = container.image?.value;
    const line = container.image?.line;
    const image = this.imageOf(reference);
    if (image) return { type: image.type, by: 'image', container, line, image };
    const named = reference === undefined ? undefined : this.byName.get(letters(lastPart(parseImage(reference).repository)));
    if (named) return { type: named, by: 'name', container, line, image: undefined };
    for (const port of container.ports) {
      const found = this.ofPort(port);
      if (found) return { type: found, by: 'port', container, line: port.line, image: undefined };
    }
    return undefined;
  }

  /** A port that carries both the number and the name of what usually listens there: `mongo`, 27017. */
  private ofPort({ name, number }: ContainerPort): TypeId | undefined {
    if (name === undefined || number === undefined) return undefined;
    const candidates = (this.byPort.get(number) ?? []).filter(
      (image) => isA(this.catalog, image.type, DATA) && this.speaks(image, number, name),
    );
    const types = new Set(candidates.map((image) => image.type));
    const [only] = types;
    return types.size === 1 ? only : undefined;
  }

  private speaks(image: ImageEntry, number: number, name: string): boolean {
    const protocol = image.ports[String(number)] ?? '';
    return name.length >= 3 && [protocol, image.id].some((word) => word.startsWith(name) || (word.length >= 3 && name.startsWith(word)));
  }

  /**
   * The role of a workload: that of its first main container, or of another one whose port Services lead to. Where nothing
   * is recognised, a way in from outside makes it a web application, and a Job a batch.
   */
  of(workload: Workload, entered: boolean, targets: ReadonlySet<string>): Role {
    const main = workload.pod.containers.filter(({ role }) => role === 'main');
    const serving = main.filter(({ ports }) => ports.some(({ name, number }) => targets.has(name ?? '') || targets.has(String(number))));
    for (const container of [...main.slice(0, 1), ...serving]) {
      const role = this.ofContainer(container);
      if (role) return role;
    }
    const none = { container: main[0], line: undefined, image: undefined };
    if (workload.kind === 'Job' || workload.kind === 'CronJob') return { ...none, type: BATCH, by: 'kind' };
    return entered ? { ...none, type: WEB, by: 'entry' } : { ...none, type: GENERIC, by: 'nothing' };
  }

  /** The application protocol that the catalog expects at a port of this image. */
  protocolAt(image: ImageEntry | undefined, port: number): string | undefined {
    return image?.ports[String(port)];
  }

  /** The one protocol that every image of this type speaks at a port, if they agree. */
  protocolOfType(typeId: TypeId, port: number): string | undefined {
    const protocols = new Set(
      (this.byPort.get(port) ?? []).filter((image) => image.type === typeId).flatMap((image) => image.ports[String(port)] ?? []),
    );
    const [only] = protocols;
    return protocols.size === 1 ? only : undefined;
  }

  isDataStore(role: TypeId): boolean {
    return isA(this.catalog, role, DATA);
  }
}

import type { Catalog } from '../catalog/catalog';
import type { DefaultValue } from '../catalog/schema';
import type { PropertyName, TypeId } from '../model/ids';
import type { Element } from '../model/schema';
import type { Known } from './findings';
import { parseImage } from '../catalog/image-reference';
import type { Thing } from './things';

/** The property that holds a workload's image reference, by which vendor defaults are found. */
export const IMAGE = 'image' as PropertyName;
/** The images of all containers, where a workload has several. */
export const IMAGES = 'images' as PropertyName;
/** What is asked of workloads is the worst over all containers, so that no single image answers it. */
const WORKLOAD = 'workload' as TypeId;

type DefaultsByProperty = ReadonlyMap<PropertyName, Known>;

const entriesOf = (defaults: Readonly<Record<string, DefaultValue>>) => Object.entries(defaults) as [PropertyName, DefaultValue][];

/**
 * Values that may be believed without anybody having said so: of the image, then of the role, then of the way of
 * running; the nearer type before what it inherits from. Depends on the catalog alone, so it is made once.
 */
export class Defaults {
  private readonly catalog: Catalog;
  private readonly byType = new Map<TypeId, DefaultsByProperty>();
  private readonly byImage = new Map<string, DefaultsByProperty>();

  constructor(catalog: Catalog) {
    this.catalog = catalog;
  }

  /** The default of a property of a thing, as a known value with its reason; undefined if there is none. */
  of(thing: Thing, property: PropertyName): Known | undefined {
    switch (thing.kind) {
      case 'element': {
        const { type, runsAs } = thing.entry;
        return (
          this.vendorDefault(thing.entry, property) ??
          this.typeDefaults(type).get(property) ??
          (runsAs === undefined ? undefined : this.typeDefaults(runsAs).get(property))
        );
      }
      case 'boundary':
        return this.typeDefaults(thing.entry.type).get(property);
      case 'flow':
      case 'asset':
      case 'model':
        return undefined;
    }
  }

  /** Of several containers, the one that gives the workload its role speaks for its data; of what the worst decides, none does. */
  private vendorDefault({ properties, type }: Element, property: PropertyName): Known | undefined {
    const [image, images] = [properties?.get(IMAGE), properties?.get(IMAGES)];
    if (typeof images !== 'object') return typeof image === 'string' ? this.imageDefaults(image).get(property) : undefined;
    if (this.catalog.properties.get(property)?.types?.includes(WORKLOAD) === true) return undefined;
    const ofRole = images.find((reference) => this.catalog.images.get(parseImage(reference).repository)?.type === type);
    return ofRole === undefined ? undefined : this.imageDefaults(ofRole).get(property);
  }

  private imageDefaults(reference: string): DefaultsByProperty {
    const found = this.byImage.get(reference);
    if (found) return found;
    const repository = parseImage(reference).repository;
    const image = this.catalog.images.get(repository);
    const made: DefaultsByProperty = new Map(
      entriesOf(image?.defaults ?? {}).map(([name, { value, because }]) => [
        name,
        { value, provenance: { from: 'default', because, image: repository } },
      ]),
    );
    this.byImage.set(reference, made);
    return made;
  }

  /** Breadth first over what the type inherits from: the nearest ancestor that says something wins. */
  private typeDefaults(type: TypeId): DefaultsByProperty {
    const found = this.byType.get(type);
    if (found) return found;
    const made = new Map<PropertyName, Known>();
    const queue: TypeId[] = [type];
    const seen = new Set<TypeId>();
    for (const stencil of queue) {
      if (seen.has(stencil)) continue;
      seen.add(stencil);
      const entry = this.catalog.stencils.get(stencil);
      for (const [name, { value, because }] of entriesOf(entry?.defaults ?? {})) {
        if (!made.has(name)) made.set(name, { value, provenance: { from: 'default', because, stencil } });
      }
      queue.push(...(entry?.extends ?? []));
    }
    this.byType.set(type, made);
    return made;
  }
}

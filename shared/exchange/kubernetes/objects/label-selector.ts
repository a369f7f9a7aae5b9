import type { Labels, LabelSelector } from './objects';

/** True if the labels have everything that the selector names. An empty selector selects all. */
export function hasLabels(labels: Labels, selector: Labels): boolean {
  return [...selector].every(([key, value]) => labels.get(key) === value);
}

/** True if a LabelSelector selects these labels: all its labels and all its expressions must hold. */
export function selects({ labels, expressions }: LabelSelector, of: Labels): boolean {
  return (
    hasLabels(of, labels) &&
    expressions.every(({ key, operator, values }) => {
      const value = of.get(key);
      switch (operator) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn': // holds where the label is missing, too
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        case 'DoesNotExist':
          return value === undefined;
        default: // the API server knows no other and would refuse the object
          return false;
      }
    })
  );
}

/** True if the selector selects whatever there is. */
export function selectsAll({ labels, expressions }: LabelSelector): boolean {
  return labels.size === 0 && expressions.length === 0;
}

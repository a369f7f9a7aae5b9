import { message } from '../messages/message';
import { print } from '../messages/print';
import type { CommentedObject } from './policy-file';
import type { Namespace } from './workload';

/** A CEL expression of the template: what Gatekeeper's `K8sNativeValidation` engine runs, and what tests execute. */
export interface CelValidation {
  readonly variables: readonly { readonly name: string; readonly expression: string }[];
  readonly expression: string;
  readonly messageExpression: string;
}

/**
 * True if every container of a workload names its image by digest. Written for Pods and for everything that holds a pod
 * template, so that a Deployment is refused when it is applied and not only when its pods are.
 */
export const IMAGE_DIGEST_CEL: CelValidation = {
  variables: [
    {
      name: 'podSpec',
      expression:
        'has(variables.anyObject.spec.jobTemplate) ? variables.anyObject.spec.jobTemplate.spec.template.spec : has(variables.anyObject.spec.template) ? variables.anyObject.spec.template.spec : variables.anyObject.spec',
    },
    {
      name: 'containers',
      expression:
        '(has(variables.podSpec.containers) ? variables.podSpec.containers : []) + (has(variables.podSpec.initContainers) ? variables.podSpec.initContainers : []) + (has(variables.podSpec.ephemeralContainers) ? variables.podSpec.ephemeralContainers : [])',
    },
    { name: 'byTag', expression: "variables.containers.filter(c, !c.image.matches('@sha256:[0-9a-f]{64}$'))" },
  ],
  expression: 'size(variables.byTag) == 0',
  messageExpression: `variables.byTag.map(c, c.name + ': ' + c.image).join(', ') + ' ${print(message('policy.images.message')).replaceAll("'", "\\'")}'`,
};

const KIND = 'GabionImageDigests';

/** A Gatekeeper constraint template on the CEL engine and its constraint for one namespace, as a dry run first. */
export function imageDigestConstraint(namespace: Namespace): readonly CommentedObject[] {
  const template = {
    apiVersion: 'templates.gatekeeper.sh/v1',
    kind: 'ConstraintTemplate',
    metadata: { name: KIND.toLowerCase() },
    spec: {
      crd: { spec: { names: { kind: KIND } } },
      targets: [
        {
          target: 'admission.k8s.gatekeeper.sh',
          code: [
            {
              engine: 'K8sNativeValidation',
              source: {
                variables: IMAGE_DIGEST_CEL.variables,
                validations: [{ expression: IMAGE_DIGEST_CEL.expression, messageExpression: IMAGE_DIGEST_CEL.messageExpression }],
              },
            },
          ],
        },
      ],
    },
  };
  const constraint = {
    apiVersion: 'constraints.gatekeeper.sh/v1beta1',
    kind: KIND,
    metadata: { name: `images-by-digest-${namespace.file}` },
    spec: {
      enforcementAction: 'dryrun',
      match: {
        kinds: [
          { apiGroups: [''], kinds: ['Pod'] },
          { apiGroups: ['apps'], kinds: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'] },
          { apiGroups: ['batch'], kinds: ['Job', 'CronJob'] },
        ],
        ...(namespace.name === undefined ? {} : { namespaces: [namespace.name] }),
      },
    },
  };
  return [
    { object: template, comment: print(message('policy.images.constraint')) },
    { object: constraint, comment: print(message('policy.images.dry-run')) },
  ];
}

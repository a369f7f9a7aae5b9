/**
 * A model, as the plain data of its file, with the payload in every field that takes free text, and with ids that every
 * JavaScript object has. It is otherwise honest, so that it is opened, judged, drawn and exported like any other.
 */
export function hostileModel(payload: string): object {
  const described = { name: payload, description: payload, owner: payload, tags: [payload.slice(0, 100)], origin: payload };
  const properties = { image: payload, serviceAccount: payload, podSelector: [`app=${payload}`], unresolvedServices: [payload] };
  const workload = { type: 'process/web-application', runsAs: 'kubernetes/deployment', in: 'shop', ...described };
  return {
    gabion: 1,
    title: payload,
    description: payload,
    owner: payload,
    packs: [payload],
    include: [payload],
    review: { cadence: payload },
    imported: { k8s: { scope: 'part', files: [payload] } },
    properties: { note: payload, notes: [payload] },
    boundaries: {
      internet: { type: 'network/internet', ...described },
      shop: { type: 'kubernetes/namespace', ...described, properties: { note: payload, notes: [payload], callsComplete: true } },
      outside: { type: 'network/internet', ...described, outOfScope: payload },
    },
    elements: {
      customer: { type: 'actor/person', in: 'internet', ...described },
      constructor: { ...workload, properties, doesNotCall: ['customer'] },
      then: { ...workload, type: 'data/redis', stores: ['hasownproperty'], properties: { ...properties, imageTagFloating: true } },
      aside: { ...workload, outOfScope: payload },
    },
    assets: {
      hasownproperty: { name: payload, description: payload, owner: payload, tags: [payload.slice(0, 100)], confidentiality: 'restricted' },
    },
    flows: {
      customer_to_constructor: {
        from: 'customer',
        to: 'constructor',
        protocol: payload.slice(0, 50),
        port: 80,
        ...described,
        properties: { publicEntry: true, encrypted: false },
      },
      constructor_to_then: {
        from: 'constructor',
        to: 'then',
        carries: ['hasownproperty'],
        ...described,
        outOfScope: undefined,
        properties: { targetPort: payload, notes: [payload] },
      },
      aside_to_then: { from: 'aside', to: 'then', ...described, outOfScope: payload },
    },
    answers: {
      'encrypted@customer_to_constructor': { by: payload, date: '2026-11-20', note: payload, imported: payload },
      'image@then': { imported: [payload] },
    },
    decisions: {
      'store-without-authentication@then': { status: 'accepted', reason: payload, owner: payload, by: payload, until: '2026-12-31' },
      'image-tag-floating@then': { likelihood: 5, reason: payload },
    },
    mitigations: {
      'data-store-authentication@then': {
        status: 'planned',
        tool: payload.slice(0, 200),
        owner: payload,
        link: payload,
        reason: payload,
        evidence: payload,
      },
    },
    trees: { reading: { goal: payload, name: payload, description: payload } },
    layout: { main: { customer: { at: [0, 0] } } },
  };
}

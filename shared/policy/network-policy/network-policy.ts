/** The parts of `networking.k8s.io/v1` NetworkPolicy that decide whether packets pass, as the API documentation has them. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    readonly values?: readonly string[];
  }[];
}

export type TransportProtocol = 'TCP' | 'UDP' | 'SCTP';

export interface PolicyPort {
  readonly protocol?: TransportProtocol;
  readonly port?: number | string;
  readonly endPort?: number;
}

export interface PolicyPeer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

export interface NetworkPolicy {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'NetworkPolicy';
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly podSelector: LabelSelector;
    readonly policyTypes?: readonly ('Ingress' | 'Egress')[];
    readonly ingress?: readonly { readonly from?: readonly PolicyPeer[]; readonly ports?: readonly PolicyPort[] }[];
    readonly egress?: readonly { readonly to?: readonly PolicyPeer[]; readonly ports?: readonly PolicyPort[] }[];
  };
}

/** A pod as the network sees it. */
export interface Pod {
  readonly kind: 'pod';
  readonly id: string;
  readonly namespace: string;
  readonly labels: ReadonlyMap<string, string>;
  /** Its named ports. */
  readonly ports?: ReadonlyMap<string, number>;
  readonly ip?: string;
  /** A pod on the host's network is not subject to policies, and is seen as its node. */
  readonly hostNetwork?: boolean;
}
/** An address outside the cluster, or of a node. */
export interface Outside {
  readonly kind: 'outside';
  readonly ip: string;
}
export type Peer = Pod | Outside;

/** One attempt to open a connection. */
export interface Connection {
  readonly from: Peer;
  readonly to: Peer;
  readonly protocol: TransportProtocol;
  readonly port: number;
}

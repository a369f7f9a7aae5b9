/** Identifiers of works whose content is not part of the catalog: enough to say that a reference exists. */
export interface KnownIds {
  /** `CAPEC-94` … */
  readonly capec: ReadonlySet<string>;
  /** `CWE-319` … */
  readonly cwe: ReadonlySet<string>;
  /** `D3-ET` … */
  readonly d3fend: ReadonlySet<string>;
}

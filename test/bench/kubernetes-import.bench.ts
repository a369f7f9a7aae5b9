import { importEdit } from '../../shared/exchange/import-edit';
import { readKubernetes } from '../../shared/exchange/kubernetes/read';
import { apply } from '../../shared/model/edit';
import { EMPTY_MODEL } from '../../shared/model/threat-model';
import { largeCluster } from '../fixtures/kubernetes/large-cluster';
import { fileOf, importCatalog } from '../fixtures/kubernetes/reading';
import type { Benchmark } from './benchmark';

const WORKLOADS = 1_000;
const files = [fileOf(largeCluster(WORKLOADS))];
const read = () => readKubernetes(files, { scope: 'all', catalog: importCatalog });

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'Kubernetes import of 1,000 workloads, 1.3 MB: from bytes to fragment',
    budget: { median: 50 },
    runs: 5,
    prepare: () => {
      if (read().counts.workloads !== WORKLOADS) throw new Error('the manifests were not read');
      return read;
    },
  },
  {
    name: 'Kubernetes import of 1,000 workloads again: the edit that is empty',
    budget: { median: 2.2 },
    runs: 10,
    prepare: () => {
      const result = read();
      const { model } = apply(EMPTY_MODEL, importEdit(EMPTY_MODEL, result).edit);
      if (importEdit(model, result).edit.changes.length !== 0) throw new Error('the same import again changes something');
      return () => importEdit(model, result);
    },
  },
];

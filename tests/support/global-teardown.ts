import { removeReservedCluster } from './test-cluster.ts';

export default removeReservedCluster;

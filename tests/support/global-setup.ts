import { reserveCluster } from './test-cluster.ts';

export default reserveCluster;

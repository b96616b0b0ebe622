import { parentPort, workerData } from 'node:worker_threads';
import { placeSeries } from '../../domain/meetings/search/place-series.ts';
import type { PlacementQuestion } from '../../domain/meetings/search/placement.ts';

/** One search for series, in a thread that ends with it. */
parentPort?.postMessage(placeSeries(workerData as PlacementQuestion));

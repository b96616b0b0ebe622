import { prepareProduct } from './product-process.ts';

/** Starts a worker and waits to be killed, for the test that the worker does not outlive it. */
console.log(prepareProduct({}).pid);
setInterval(() => undefined, 60_000);

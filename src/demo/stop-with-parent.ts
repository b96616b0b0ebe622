/** Loaded into each part before its own code: when the demo is gone, killed even, the part stops as if asked to. */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// Listening keeps the channel, and with it an idle process, alive: the part decides itself how long it runs.
process.channel?.unref();

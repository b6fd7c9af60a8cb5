import './delivery/exit.mjs';
import './delivery/bad-collector.mjs';
import './delivery/crash.mjs';
import './delivery/gzip.mjs';
import './delivery/stored-queue.mjs';

import './delivery/exit.mjs';
import './delivery/bad-collector.mjs';

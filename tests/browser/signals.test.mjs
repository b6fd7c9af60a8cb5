import './signals/cmps.mjs';
import './signals/gpp.mjs';
import './signals/manners.mjs';
import './signals/queues.mjs';
import './signals/tcf.mjs';

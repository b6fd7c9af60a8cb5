import { describeTrade } from './order.js';

const { add } = document.getElementById('add').dataset;

sluice.track('view_item', describeTrade({ [add]: 1 }));

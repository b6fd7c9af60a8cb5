import { showBasketCount, startAddButtons } from './basket.js';
import { startConsent } from './consent.js';
import { startNewsletter } from './newsletter.js';
import { startPromptness } from './prompt.js';

startConsent();
startNewsletter();
startPromptness();
startAddButtons();
showBasketCount();

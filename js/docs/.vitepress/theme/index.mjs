/** The default theme with the system's fonts and Sluice's colours. */
import DefaultTheme from 'vitepress/theme-without-fonts';
import './style.css';

export default DefaultTheme;
